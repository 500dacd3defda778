import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlaps } from '#lib/charts/layout/geometry.ts';
import { alsoAt, besideMark, hitOf, nearestTo } from '#lib/charts/layout/hit.ts';
import { layoutOf } from '#lib/charts/layout/layout.ts';
import { boxesOf, toldOf } from '#lib/charts/drawing/told.ts';
import { walkable } from '#lib/charts/spec.ts';
import { runs } from '../../setup/properties.ts';
import { INVENTED } from '../invented/invented.ts';
import { randomSize, randomSpec } from '../invented/random-spec.ts';

const SIZE = { width: 900, height: 400 };

test('every mark can be reached: pointing at it tells of it, or of what lies on it and names it', () => {
	expect.hasAssertions();
	fc.assert(
		fc.property(randomSpec, randomSize, (spec, size) => {
			const layout = layoutOf(spec, size);
			for (const [position, { point }] of walkable(spec).entries()) {
				const own = hitOf(spec, layout.plot, position);
				if (!own || own.radius === 0) continue;
				const found = nearestTo(spec, layout.plot, own.at);
				const told = found && toldOf(spec, layout, found);
				const reached = [found, ...(found ? alsoAt(spec, layout.plot, found) : [])];
				expect(told).toBeDefined();
				// A line may pass over a mark: it is told, and the mark is walked to.
				if (found && found.radius > 0)
					expect(reached.map((hit) => hit?.position)).toContain(position);
				expect(hitOf(spec, layout.plot, position)?.at.x).toBeCloseTo(layout.plot.x(point.x), 6);
			}
		}),
		{ numRuns: runs(40) }
	);
});

test('what is said of a mark covers neither it nor its words, at every mark of every size', () => {
	expect.hasAssertions();
	const tip = fc.record({
		width: fc.integer({ min: 60, max: 340 }),
		height: fc.integer({ min: 30, max: 160 })
	});
	fc.assert(
		fc.property(randomSpec, randomSize, tip, (spec, size, said) => {
			const layout = layoutOf(spec, size);
			for (const position of walkable(spec).keys()) {
				const hit = hitOf(spec, layout.plot, position);
				if (!hit) continue;
				const taken = boxesOf(spec, layout, hit);
				const { x, y } = besideMark(taken, said, size);
				const box = { left: x, right: x + said.width, top: y, bottom: y + said.height };
				for (const own of taken) expect(overlaps(box, own)).toBe(false);
			}
		}),
		{ numRuns: runs(60) }
	);
});

test('a bar is pointed at from its foot to its head, and the upper of two marks is told first', () => {
	const months = INVENTED['months']?.();
	if (!months) throw new Error('no chart of months');
	const { plot } = layoutOf(months, SIZE);
	const bar = walkable(months).find(({ point }) => (point.y ?? 0) > 1);
	if (!bar) throw new Error('no bar');
	const foot = { x: plot.x(bar.point.x), y: plot.y((bar.point.y ?? 0) / 2) };
	const hit = nearestTo(months, plot, foot);
	expect(hit && walkable(months)[hit.position]?.point.x).toBe(bar.point.x);
	expect(nearestTo({ ...months, layers: [] }, plot, foot)).toBeUndefined();
});
