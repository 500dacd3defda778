import type { Embeddable } from './embed-address.ts';
import { embedHeight, type Sized } from './embed-height.ts';
import { captionOf, type Figure } from '../figure.ts';

/** A figure, as far as sharing it needs. */
export type Shareable = Omit<Figure, 'drawing'> & { drawing: Sized };

/** A figure as what can be embedded, without what is drawn. */
export const embeddable = (
	kind: 'chart' | 'map',
	{ id, title, measure, marks, source, query, release, on, view, drawing }: Shareable
): Embeddable => ({
	kind,
	id,
	title,
	query,
	release,
	on,
	view,
	height: embedHeight({ title, measure: captionOf({ measure, marks }), source }, drawing)
});
