import { vi } from 'vitest';

/** Waits for what holds at once on a machine that is not busy. */
export const eventually = <T>(what: () => T): Promise<T> => vi.waitFor(what, { timeout: 30_000 });
