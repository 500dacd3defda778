import { element, joined, words, type Medium, type Svg } from '#lib/drawing/svg.ts';
import type { EffectsSpec } from '../kinds/effects.ts';

/** Where a value stands along the axis, in percent of its width. */
const along = ({ x }: EffectsSpec, value: number) =>
	`${((value - x.min) / (x.max - x.min || 1)) * 100}%`;

/** The figures of the axis, in a strip 24 px high of any width. */
export const effectsAxis = (spec: EffectsSpec, { ink }: Medium): Svg =>
	joined(
		spec.ticks.map(({ value, label }) =>
			element(
				'text',
				{
					x: along(spec, value),
					y: 14,
					'text-anchor': 'middle',
					'font-size': 12,
					fill: ink('mute')
				},
				words(label)
			)
		)
	);

/** An effect as a dot with its interval over the lines of the axis, in a strip of any width and height. */
export function effectTrack(
	spec: EffectsSpec,
	{ isHouse, effect, low, high }: EffectsSpec['rows'][number],
	{ ink }: Medium
): Svg {
	const color = ink(isHouse ? 'oppose' : 'series-1');
	return joined([
		...spec.ticks.map(({ value }) =>
			element('rect', {
				x: along(spec, value),
				width: 1,
				height: '100%',
				transform: 'translate(-0.5)',
				...(value === 0 ? { class: 'zero', fill: ink('mute') } : { fill: ink('rule') })
			})
		),
		element('rect', {
			class: 'interval',
			x: along(spec, low),
			width: `${((high - low) / (spec.x.max - spec.x.min || 1)) * 100}%`,
			y: '50%',
			height: 3,
			transform: 'translate(0 -1.5)',
			fill: color,
			'fill-opacity': 0.5
		}),
		element('circle', { cx: along(spec, effect), cy: '50%', r: 5, fill: color })
	]);
}
