import { mapLayer, mapSwatch } from '#lib/map/drawing/map-svg.ts';
import { keyOf, type MapSpec } from '#lib/map/drawing/spec.ts';
import { viewBox } from '#lib/map/shapes/sheet.ts';
import type { Area, Drawn, Pen } from './canvas.ts';
import { drawSvg, inPicture } from './svg.ts';
import { inRows, wrappedLines, widthOf, write, writeLines, type Setting } from './text.ts';

const SWATCH = { width: 22, height: 12, room: 6 };
const LINE = 22;
/** Size of the marks beside that on a page, and from which width of the map on they have it. */
const MARKS = { size: 0.9, from: 700 };

/** A map with the key to its colors, as a page has it. */
export function drawnMap(spec: MapSpec, width: number, pen: Pen): Drawn {
	const { ctx, paint } = pen;
	const words: Setting = {
		family: 'sans',
		size: 13,
		weight: 400,
		leading: 19,
		color: paint('ink')
	};
	const small: Setting = { ...words, size: 12.5, leading: 18, color: paint('mute') };
	const key = inRows(
		keyOf(spec.legend),
		({ label }) => SWATCH.width + SWATCH.room + widthOf(ctx, label, words),
		{ width, apart: 16 }
	);
	const method = wrappedLines(ctx, spec.legend.method, small, { width });
	const keyHeight = 10 + key.length * LINE + method.length * small.leading;
	const [left, top, right, bottom] = spec.frame;
	return {
		height: (width * (bottom - top)) / (right - left) + keyHeight,
		draw: (area) => {
			drawSheet(spec, { ...area, height: area.height - keyHeight }, pen);
			let y = area.y + area.height - keyHeight + 10;
			for (const line of key) {
				for (const { thing, x } of line) {
					const { width, height, room } = SWATCH;
					drawSvg(ctx, { x: area.x + x, y: y + 5, width, height }, [
						mapSwatch(thing.step, inPicture(paint))
					]);
					write(ctx, thing.label, words, { x: area.x + x + width + room, y: y + LINE / 2 });
				}
				y += LINE;
			}
			writeLines(ctx, method, small, { x: area.x, y });
		}
	};
}

/** Regions and places, as large as the area allows and in its middle. */
function drawSheet(spec: MapSpec, area: Area, { ctx, paint }: Pen): void {
	const [left, top, right, bottom] = spec.frame;
	const zoom = Math.min(area.width / (right - left), area.height / (bottom - top));
	const marks = MARKS.size * Math.min(1, (zoom * (right - left)) / MARKS.from);
	const drawn = mapLayer(spec, {
		...inPicture(paint),
		link: null,
		line: (pixels) => pixels / zoom,
		unit: marks / zoom
	});
	drawSvg(ctx, area, [drawn], { viewBox: viewBox(spec.frame) });
}
