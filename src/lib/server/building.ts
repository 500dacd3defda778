import type { Building } from './api/request/moment.ts';

export type { Building } from './api/request/moment.ts';

const BUILDING = Symbol.for('groundswell.building');
const shared = globalThis as typeof globalThis & { [BUILDING]?: Building | null };

/** The release that is being built beside this server; null where none is. */
export const building = (): Building | null => shared[BUILDING] ?? null;

/** Says how far the release is that is being built; null once it is there, or is given up. */
export function setBuilding(state: Building | null): void {
	shared[BUILDING] = state;
}
