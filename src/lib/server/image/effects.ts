import { effectsAxis, effectTrack } from '#lib/charts/drawing/effects-svg.ts';
import type { EffectsSpec } from '#lib/charts/kinds/effects.ts';
import type { Drawn, Pen } from './canvas.ts';
import { drawSvg, inPicture, strip } from './svg.ts';
import { wrappedLines, write, type Setting } from './text.ts';

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
		color: paint('ink')
	};
	const small: Setting = { ...plain, size: 12, color: paint('mute') };
	const names = Math.min(NAMES.most, width * NAMES.share);
	const all = spec.rows.map((row) => {
		const lines = wrappedLines(ctx, row.name, plain, { width: names });
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
			const medium = inPicture(paint);
			const along = { x: names + 16, width: area.width - names - 32 };
			const drawn = [strip({ ...along, y: 0, height: AXIS }, effectsAxis(spec, medium))];
			let top = AXIS;
			for (const { lines, height, ...row } of rows) {
				for (const [index, line] of lines.entries())
					write(ctx, line, plain, {
						x: area.x,
						y: area.y + top + height / 2 + (index + 0.5 - lines.length / 2) * ROW.line
					});
				drawn.push(strip({ ...along, y: top, height }, effectTrack(spec, row, medium)));
				top += height;
			}
			drawSvg(ctx, { ...area, height: top }, drawn);
			if (isCut)
				write(ctx, `${spec.rows.length - rows.length} more on the page`, small, {
					x: area.x,
					y: area.y + top + ROW.least / 2
				});
		}
	};
}
