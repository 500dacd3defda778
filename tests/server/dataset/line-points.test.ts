import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pointAt, type Point } from '#lib/domain/indicators/transforms/points.ts';
import { pointsFromBlocks, pointsToBytes, type KeptLine } from '#lib/server/dataset/line-points.ts';

const days = fc.integer({ min: 0, max: 99991231 });
const points: fc.Arbitrary<Point> = fc.record({
	value: fc.double({ noNaN: true }),
	start: days,
	end: days,
	precision: fc.nat(4),
	at: fc.nat()
});

test('some lines of some blocks come as they were kept', () => {
	const line = fc.record({ points: fc.array(points, { minLength: 1 }), isWanted: fc.boolean() });
	const blocks = fc.array(fc.array(line, { minLength: 1, maxLength: 6 }), { maxLength: 4 });
	fc.assert(
		fc.property(blocks, (made) => {
			const bytes = made.map((lines) =>
				Buffer.from(pointsToBytes(lines.flatMap((one) => one.points)))
			);
			const kept = made.flatMap((lines, block) => {
				let next = 0;
				return lines.map(({ points: { length }, isWanted }) => {
					const first = next;
					next += length;
					const one: KeptLine = [`series-${block}`, `region-${first}`, 'own', length, block, first];
					return { one, isWanted };
				});
			});
			const wanted = kept.filter(({ isWanted }) => isWanted).map(({ one }) => one);
			const found = pointsFromBlocks(wanted, (block) => bytes[block] ?? Buffer.alloc(0));
			expect(found.lines.map(({ series_id, region }) => [series_id, region])).toEqual(
				wanted.map(([series, region]) => [series, region])
			);
			expect(
				found.lines.map(({ from, to }) =>
					Array.from({ length: to - from }, (_, index) => pointAt(found, from + index))
				)
			).toEqual(made.flat().flatMap(({ points: own, isWanted }) => (isWanted ? [own] : [])));
		})
	);
});
