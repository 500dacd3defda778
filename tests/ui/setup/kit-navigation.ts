import { vi } from 'vitest';

/** Stands in for `$app/navigation` in tests of components: notes where a component goes. */
export const goto = vi.fn((_address: string, _options?: Record<string, boolean>) =>
	Promise.resolve()
);

/** Nothing is at hand before it is asked for. */
export const preloadData = (_address: string) =>
	Promise.resolve({ type: 'loaded' as const, status: 404, data: {} });
