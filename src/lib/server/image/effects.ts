import { scaleLinear } from 'd3-scale';
import type { EffectsSpec } from '#lib/charts/effects.ts';
import type { Drawn, Pen } from './canvas.ts';
import { linesOf, widthOf, write, type Setting } from './text.ts';

const ROW = 26;
const AXIS = 26;
/** Room for the names, as a part of the width and at most. */
const NAMES = { share: 0.36, most: 320 };

/** Effects as dots with their intervals, as a page has them; rows that do not fit the height are counted in words. */
export function drawnEffects(spec: EffectsSpec, width: number, { ctx, paint }: Pen): Drawn {
	const plain: Setting = {
		family: 'sans',
		size: 13,
		weight: 400,
		leading: 18,
		colour: paint('ink')
	};
	const small: Setting = { ...plain, size: 12, colour: paint('mute') };
	const names = Math.min(NAMES.most, width * NAMES.share);
	return {
		height: AXIS + spec.rows.length * ROW,
		draw: (area) => {
			const fitting = Math.floor((area.height - AXIS) / ROW);
			const isCut = fitting < spec.rows.length;
			const rows = isCut ? spec.rows.slice(0, Math.max(0, fitting - 1)) : spec.rows;
			const bottom = area.y + AXIS + rows.length * ROW;
			const x = scaleLinear(
				[spec.x.min, spec.x.max],
				[area.x + names + 16, area.x + area.width - 16]
			);
			for (const { value, label } of spec.ticks) {
				ctx.fillStyle = paint(value === 0 ? 'mute' : 'rule');
				ctx.fillRect(x(value) - 0.5, area.y + 20, 1, bottom - area.y - 20);
				write(ctx, label, small, { x: x(value) - widthOf(ctx, label, small) / 2, y: area.y + 9 });
			}
			for (const [index, { name, isHouse, effect, low, high }] of rows.entries()) {
				const y = area.y + AXIS + (index + 0.5) * ROW;
				const [short = ''] = linesOf(ctx, name, plain, { width: names, most: 1 });
				write(ctx, short, plain, { x: area.x, y });
				const colour = isHouse ? 'oppose' : 'series-1';
				ctx.fillStyle = paint(colour, 0.5);
				ctx.fillRect(x(low), y - 1.5, x(high) - x(low), 3);
				ctx.fillStyle = paint(colour);
				ctx.beginPath();
				ctx.arc(x(effect), y, 5, 0, 2 * Math.PI);
				ctx.fill();
			}
			if (isCut)
				write(ctx, `${spec.rows.length - rows.length} more on the page`, small, {
					x: area.x,
					y: bottom + ROW / 2
				});
		}
	};
}
