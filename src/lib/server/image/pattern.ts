import { createCanvas, type CanvasPattern, type SKRSContext2D } from '@napi-rs/canvas';

/** A pattern of slanting stripes. */
export function stripes(
	ctx: SKRSContext2D,
	scale: number,
	{
		ground,
		line,
		share,
		isFalling = false,
		step = 8
	}: { ground: string; line: string; share: number; isFalling?: boolean; step?: number }
): CanvasPattern {
	const side = Math.round(step * scale);
	const tile = createCanvas(side, side);
	const own = tile.getContext('2d');
	own.fillStyle = ground;
	own.fillRect(0, 0, side, side);
	own.strokeStyle = line;
	own.lineWidth = (side / Math.SQRT2) * share;
	for (const offset of [-side, 0, side]) {
		own.beginPath();
		own.moveTo(offset - side, isFalling ? -side : 2 * side);
		own.lineTo(offset + 2 * side, isFalling ? 2 * side : -side);
		own.stroke();
	}
	const pattern = ctx.createPattern(tile, 'repeat');
	if (pattern === null) throw new Error('the canvas makes no pattern');
	pattern.setTransform({ a: 1 / scale, d: 1 / scale });
	return pattern;
}
