import type { Outline } from './outline.ts';
import { EDITION, type Shape } from './sheet.ts';
import { stateName } from '../state-names.ts';

/** An outline under the code of its region. */
interface Outlined extends Outline {
	region: string;
}

/** What the server sends of an area: its parts, and what its picture shows of the states around it. */
export interface AreaShapes {
	parts: Outlined[];
	around: Outlined[];
}

/** The same with names. */
interface DrawnShapes {
	parts: Shape[];
	around: Shape[];
}

/**
 * The outlines of an area's parts: the states of the United States, the counties of a state.
 * @param state the state, or null for the United States
 * @param names of counties, by code
 * @throws Error where they cannot be fetched
 */
export async function shapesOf(
	fetch: typeof globalThis.fetch,
	state: string | null,
	names: Record<string, string> = {}
): Promise<DrawnShapes> {
	const answer = await fetch(`/map/shapes/${EDITION}/${state ?? 'US'}`);
	if (!answer.ok)
		throw new Error(`the boundaries of ${state ?? 'the United States'} could not be read`);
	const { parts, around } = (await answer.json()) as AreaShapes;
	const named = (shape: Outlined): Shape => ({
		...shape,
		name: stateName(shape.region) ?? names[shape.region] ?? shape.region
	});
	return { parts: parts.map(named), around: around.map(named) };
}
