import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WaitingLine, type Queued } from '#lib/server/pool/line.ts';

const place = (client: string | null = null, isLong = false): Queued => ({ client, isLong });

test('of those who wait the client with the least under way comes first', () => {
	const line = new WaitingLine(3);
	for (const client of ['a', 'a', 'a', 'b']) line.join(place(client));
	expect([line.next(), line.next(), line.next()].map((one) => one?.client)).toEqual([
		'a',
		'b',
		'a'
	]);
	expect(line.next()).toBeUndefined();
});

test('long work leaves one place to short work, and a single place is for both', () => {
	const two = new WaitingLine(2);
	for (const isLong of [true, true, false]) two.join(place(null, isLong));
	expect([two.next()?.isLong, two.next()?.isLong, two.next()]).toEqual([true, false, undefined]);
	const one = new WaitingLine(1);
	one.join(place(null, true));
	expect(one.next()?.isLong).toBe(true);
});

test('whoever joins is worked on in the end, never more at once than there are places', () => {
	const joining = fc.array(
		fc.record({ client: fc.constantFrom('a', 'b', null), isLong: fc.boolean() })
	);
	fc.assert(
		fc.property(joining, fc.integer({ min: 1, max: 4 }), (places, most) => {
			const line = new WaitingLine<Queued>(most);
			for (const one of places) line.join(one);
			const running: Queued[] = [];
			let done = 0;
			for (;;) {
				for (let one = line.next(); one; one = line.next()) running.push(one);
				expect(running.length).toBeLessThanOrEqual(most);
				const first = running.shift();
				if (!first) break;
				line.leave(first);
				done++;
			}
			expect(done).toBe(places.length);
			expect(line.waiting).toBe(0);
		})
	);
});
