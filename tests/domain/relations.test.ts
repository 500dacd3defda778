import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOX, relationsOf } from '#lib/ui/tables/relations.ts';

const table = (name: string, ...joined: string[]) => ({
	name,
	columns: joined.map((collection) => ({
		name: `${collection}_id`,
		joins: { collection, column: `${collection}_id` }
	}))
});

describe('the drawing of how tables join', () => {
	const { lines, alone, boxes } = relationsOf(
		[
			table('hub'),
			table('polls', 'hub'),
			table('questions', 'polls', 'hub'),
			table('answers', 'polls', 'questions'),
			table('limits', 'hub')
		],
		['hub']
	);

	it('leads each table to the nearest one whose key it holds, and leaves hubs out', () => {
		expect(lines.map(({ from, to, column }) => [from.name, column, to.name])).toEqual([
			['questions', 'polls_id', 'polls'],
			['answers', 'questions_id', 'questions']
		]);
		expect(alone).toEqual(['limits']);
		expect(boxes.map(({ name }) => name)).toEqual(['polls', 'questions', 'answers']);
	});

	it('lays no box over another, and stands each right of what it points at', () => {
		fc.assert(
			fc.property(fc.array(fc.array(fc.nat(11), { maxLength: 3 }), { maxLength: 12 }), (joins) => {
				const drawn = relationsOf(
					joins.map((to, at) =>
						table(`t${at}`, ...to.filter((one) => one < at).map((one) => `t${one}`))
					),
					[]
				);
				for (const [at, a] of drawn.boxes.entries())
					for (const b of drawn.boxes.slice(at + 1))
						expect(Math.abs(a.x - b.x) >= BOX.width || Math.abs(a.y - b.y) >= BOX.height).toBe(
							true
						);
				for (const { from, to } of drawn.lines) expect(from.x).toBeGreaterThan(to.x);
				expect(drawn.boxes.length + drawn.alone.length).toBe(joins.length);
			})
		);
	});
});
