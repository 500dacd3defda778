import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Refused, Turn } from '#lib/server/api/request/turns.ts';
import { Gate, type GateOptions } from '#lib/server/door/limits/gate.ts';

/** A gate on a clock and an event loop that the test sets. */
function gateAt(options: Partial<GateOptions> = {}) {
	const world = { now: 0, delay: 0 };
	const gate = new Gate({
		running: 1,
		waiting: 2,
		patienceMs: 1000,
		mostDelayMs: 500,
		now: () => world.now,
		delayMs: () => world.delay,
		between: setImmediate,
		...options
	});
	return { gate, world };
}

const isTurn = (one: Turn | Refused): one is Turn => 'leave' in one;
/** Whether a promise is settled once everything that is ready has run. */
const settled = async (promise: Promise<unknown>) => {
	const open = Symbol('open');
	await new Promise((done) => setImmediate(done));
	await new Promise((done) => setImmediate(done));
	return (await Promise.race([promise, Promise.resolve(open)])) !== open;
};

async function turnAt(gate: Gate): Promise<Turn> {
	const turn = await gate.turn();
	if (!isTurn(turn)) throw new Error(turn.words);
	return turn;
}

describe('a gate', () => {
	test('lets so many work, so many wait, and tells the next to come back', async () => {
		const { gate } = gateAt();
		const first = await turnAt(gate);
		const [second, third] = [gate.turn(), gate.turn()];
		expect(gate.waiting).toBe(2);
		expect(await gate.turn()).toEqual({
			status: 503,
			words: expect.stringContaining('Come back in 5 seconds') as string,
			retryAfterS: 5
		});
		expect(gate.refused).toBe(1);
		expect(await settled(second)).toBe(false);
		first.leave();
		expect(await settled(second)).toBe(true);
		expect(await settled(third)).toBe(false);
		expect((await second) satisfies Turn | Refused).toSatisfy(isTurn);
	});

	test('lets nobody else in line where the first has waited too long, and serves who is in it', async () => {
		const { gate, world } = gateAt({ waiting: 100 });
		const first = await turnAt(gate);
		const second = gate.turn();
		world.now = 1000;
		const third = gate.turn();
		world.now = 1001;
		expect(await gate.turn()).toHaveProperty('status', 503);
		first.leave();
		const turn = await second;
		expect(turn).toSatisfy(isTurn);
		if (isTurn(turn)) turn.leave();
		expect(await third).toSatisfy(isTurn);
	});

	test('begins nothing new while the event loop keeps others waiting', async () => {
		const { gate, world } = gateAt({ running: 10 });
		world.delay = 501;
		expect(await gate.turn()).toHaveProperty('status', 503);
		expect(gate.overloaded()).toHaveProperty('retryAfterS', 5);
		world.delay = 500;
		expect(await gate.turn()).toSatisfy(isTurn);
	});

	test('lets the client with the least under way go first, and others of one who crowds the line come back', async () => {
		const { gate } = gateAt({ waiting: 3 });
		const first = await turnAt(gate);
		const greedy = [1, 2, 3].map(() => gate.turn(undefined, '192.0.2.1'));
		const modest = gate.turn(undefined, '192.0.2.2');
		expect(await greedy[2]).toHaveProperty('status', 503);
		expect(await settled(modest)).toBe(false);
		first.leave();
		const turn = await greedy[0];
		expect(turn).toSatisfy(isTurn);
		expect(await settled(modest)).toBe(false);
		if (turn && isTurn(turn)) turn.leave();
		expect(await settled(greedy[1] ?? Promise.reject(new Error('none')))).toBe(true);
	});

	test('gives two places to two clients, though one came first with more', async () => {
		const { gate } = gateAt({ running: 2, waiting: 10 });
		const [one, other] = [await turnAt(gate), await turnAt(gate)];
		const greedy = [1, 2].map(() => gate.turn(undefined, '192.0.2.1'));
		const modest = gate.turn(undefined, '192.0.2.2');
		one.leave();
		other.leave();
		expect(await settled(modest)).toBe(true);
		expect(await settled(greedy[1] ?? Promise.reject(new Error('none')))).toBe(false);
	});

	test('does not work for whoever went away', async () => {
		const { gate } = gateAt();
		const first = await turnAt(gate);
		const gone = gate.turn(() => true);
		const there = gate.turn(() => false);
		first.leave();
		expect(await there).toSatisfy(isTurn);
		expect(await gone).toHaveProperty('status', 503);
	});

	test('a place that is given back twice is given back once', async () => {
		const { gate } = gateAt({ running: 2, waiting: 10 });
		const first = await turnAt(gate);
		await turnAt(gate);
		const [third, fourth] = [gate.turn(), gate.turn()];
		first.leave();
		first.leave();
		expect(await settled(third)).toBe(true);
		expect(await settled(fourth)).toBe(false);
	});

	test('never lets more work at once than it may, and in the end everybody was answered', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 4 }),
				fc.integer({ min: 0, max: 5 }),
				fc.integer({ min: 1, max: 30 }),
				async (running, waiting, requests) => {
					const { gate } = gateAt({ running, waiting });
					let working = 0;
					let most = 0;
					const answers = await Promise.all(
						Array.from({ length: requests }, async () => {
							const turn = await gate.turn();
							if (!isTurn(turn)) return 'refused';
							most = Math.max(most, ++working);
							await new Promise((done) => setImmediate(done));
							working--;
							turn.leave();
							return 'answered';
						})
					);
					expect(most).toBeLessThanOrEqual(running);
					expect(answers.filter((one) => one === 'answered')).toHaveLength(
						Math.min(requests, running + waiting)
					);
				}
			),
			{ numRuns: 30 }
		);
	});
});
