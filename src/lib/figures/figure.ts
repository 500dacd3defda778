import type { EffectsSpec } from '#lib/charts/kinds/effects.ts';
import type { ChartSpec } from '#lib/charts/spec.ts';
import type { StackedSpec } from '#lib/charts/kinds/stacked.ts';
import type { MapSpec } from '#lib/map/drawing/spec.ts';
import { withParams } from '#lib/domain/filter/link/address.ts';

/** What a figure shows, by how it is drawn; plain data, so that page, embed and picture draw the same. */
export type Drawing =
	| { kind: 'chart'; spec: ChartSpec; size: 'small' | 'large' }
	| { kind: 'bars'; spec: StackedSpec }
	| { kind: 'effects'; spec: EffectsSpec }
	| { kind: 'map'; spec: MapSpec };

/** One chart or map with its words: the same on its page, in an embed and in a picture. */
export interface Figure<D extends Drawing = Drawing> {
	/** Id in the registry; part of the address of embed and picture. */
	id: string;
	/** The finding, or the measure. */
	title: string;
	/** What is measured and in which unit. */
	measure: string;
	/** Publishers, tiers and newest date, in words. */
	source: string;
	release: string;
	on: string;
	/** Path and query of the page that shows it with the same filters. */
	view: string;
	/** Query of the embed and the picture. */
	query: Record<string, string>;
	/** Path and query of the same rows as CSV. */
	csv: string;
	drawing: D;
}

export type ChartFigure = Figure<Extract<Drawing, { kind: 'chart' }>>;

/** A measure in two: what is measured stands above a drawing, how its marks are read below it. */
export function measureParts(measure: string): { measured: string; marks: string } {
	const [measured = '', ...marks] = measure.split(' · ');
	return { measured, marks: marks.join(' · ') };
}

/** Release and day of an answer, and the page it was asked for, as every figure names them. */
export const figureBase = (
	{ release, on }: { release: string; on: string },
	url: URL
): Pick<Figure, 'release' | 'on' | 'view' | 'query'> => ({
	release,
	on,
	view: withParams(url, { sort: null }),
	query: queryIn(withParams(url, { sort: null }))
});

const queryIn = (address: string): Record<string, string> =>
	Object.fromEntries(new URLSearchParams(address.split('?')[1] ?? ''));
