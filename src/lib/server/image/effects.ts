import { scaleLinear } from 'd3-scale';
import type { EffectsSpec } from '#lib/charts/kinds/effects.ts';
import type { Drawn, Pen } from './canvas.ts';
import { linesOf, widthOf, write, type Setting } from './text.ts';

/** Least height of a row, of a line of its name, and what a row has beside them. */
const ROW = { least: 26, line: 16, room: 8 };
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
	const all = spec.rows.map((row) => {
		const lines = linesOf(ctx, row.name, plain, { width: names });
		return { ...row, lines, height: Math.max(ROW.least, lines.length * ROW.line + ROW.room) };
	});
	const heightOf = (rows: readonly { height: number }[]) =>
		rows.reduce((sum, { height }) => sum + height, 0);
	return {
		height: AXIS + heightOf(all),
		draw: (area) => {
			const isCut = AXIS + heightOf(all) > area.height;
			const rows = isCut
				? all.filter(
						(_, index) => AXIS + heightOf(all.slice(0, index + 1)) + ROW.least <= area.height
					)
				: all;
			const bottom = area.y + AXIS + heightOf(rows);
			const x = scaleLinear(
				[spec.x.min, spec.x.max],
				[area.x + names + 16, area.x + area.width - 16]
			);
			for (const { value, label } of spec.ticks) {
				ctx.fillStyle = paint(value === 0 ? 'mute' : 'rule');
				ctx.fillRect(x(value) - 0.5, area.y + 20, 1, bottom - area.y - 20);
				write(ctx, label, small, { x: x(value) - widthOf(ctx, label, small) / 2, y: area.y + 9 });
			}
			let top = area.y + AXIS;
			for (const { lines, height, isHouse, effect, low, high } of rows) {
				const y = top + height / 2;
				for (const [index, line] of lines.entries())
					write(ctx, line, plain, {
						x: area.x,
						y: y + (index + 0.5 - lines.length / 2) * ROW.line
					});
				top += height;
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
					y: bottom + ROW.least / 2
				});
		}
	};
}
