import type { EffectsSpec } from '#lib/charts/kinds/effects.ts';
import type { ChartSpec } from '#lib/charts/spec.ts';
import type { StackedSpec } from '#lib/charts/kinds/stacked-spec.ts';
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
	/** What is measured, of where, and in which unit; stands above the drawing. */
	measure: string;
	/** How its marks and shades are read, which a page says below the drawing; empty where they need no words. */
	marks: string;
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

/** Measure and marks in one, where they stand together: in pictures, cards and embeds. */
export const captionOf = ({ measure, marks }: Pick<Figure, 'measure' | 'marks'>): string =>
	marks === '' ? measure : `${measure} · ${marks}`;

/**
 * Release and day of an answer, and the page it was asked for, as every figure names them; its marks need no words
 * where it does not say otherwise.
 */
export const figureBase = (
	{ release, on }: { release: string; on: string },
	url: URL
): Pick<Figure, 'release' | 'on' | 'view' | 'query' | 'marks'> => ({
	release,
	on,
	marks: '',
	view: withParams(url, { sort: null }),
	query: queryIn(withParams(url, { sort: null }))
});

const queryIn = (address: string): Record<string, string> =>
	Object.fromEntries(new URLSearchParams(address.split('?')[1] ?? ''));
