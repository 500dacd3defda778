import { appendFileSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitKey, type CommitBody } from '#lib/server/store/commit.ts';
import { Town } from './harness.ts';
import type { Fault } from './s3-server.ts';

let town: Town;
beforeEach(async () => {
	town = await Town.open();
});
afterEach(() => town.close());

const body = (upstream: string): CommitBody => ({ kind: 'upstream', upstream });
/** What the commits say, in order. */
const told = () =>
	town.keys('log/').map((key) => {
		const text = town.s3.objects.get(key)?.body.toString() ?? '';
		return (JSON.parse(text) as { body: { upstream: string } }).body.upstream;
	});

describe('a commit', () => {
	it('takes the next number, and is read by others', async () => {
		const [one, other] = [town.ledger('one'), town.ledger('other')];
		await one.refresh();
		expect(await one.append(body('a'))).toBe('added');
		expect(await one.append(body('b'))).toBe('added');
		expect(await other.refresh()).toBe(true);
		expect(other.shelf).toMatchObject({ number: 2, upstream: 'b' });
		expect(await other.refresh()).toBe(false);
		expect(town.keys('log/')).toEqual([1, 2].map((at) => `/bucket/of/${commitKey(at)}`));
	});

	it('is refused where another has the number, and nothing of either is lost', async () => {
		const [one, other] = [town.ledger('one'), town.ledger('other')];
		await Promise.all([one.refresh(), other.refresh()]);
		expect(await one.append(body('a'))).toBe('added');
		expect(await other.append(body('b'))).toBe('overtaken');
		await other.refresh();
		expect(await other.append(body('b'))).toBe('added');
		expect(told()).toEqual(['a', 'b']);
	});

	it('of eight writers at once is never lost', async () => {
		const writers = Array.from({ length: 8 }, (_, at) => ({
			at: String(at),
			ledger: town.ledger(String(at))
		}));
		await Promise.all(
			writers.map(async ({ at, ledger }) => {
				for (let isAdded = false; !isAdded;) {
					await ledger.refresh();
					isAdded = (await ledger.append(body(at))) === 'added';
				}
			})
		);
		expect(told().sort()).toEqual(writers.map(({ at }) => at));
	});

	it.each<Fault>(['lost', 'late', 'cut', 'hung', 500, 503, 409])(
		'after %s is read back before it is tried again, and is there once',
		async (fault) => {
			const ledger = town.ledger('ledger', fault === 'hung' ? 1000 : undefined);
			await ledger.refresh();
			await ledger.append(body('before'));
			let faults = 0;
			town.s3.fault = ({ conditional }) => (conditional && faults++ < 4 ? fault : null);
			expect(await ledger.append(body('mine'))).toBe('added');
			expect(told()).toEqual(['before', 'mine']);
			expect(ledger.shelf).toMatchObject({ number: 2, upstream: 'mine' });
		}
	);

	it.each<Fault>(['lost', 'late', 409])(
		'of another that was first is not taken for its own after %s',
		async (fault) => {
			const [one, other] = [town.ledger('one'), town.ledger('other')];
			await Promise.all([one.refresh(), other.refresh()]);
			await one.append(body('a'));
			town.s3.fault = ({ conditional }) => (conditional ? fault : null);
			expect(await other.append(body('b'))).toBe('overtaken');
			expect(told()).toEqual(['a']);
		}
	);

	it('nobody answers for is in doubt, and the next look tells', async () => {
		const ledger = town.ledger();
		await ledger.refresh();
		town.s3.fault = ({ method }) => (method === 'PUT' ? 'late' : 'cut');
		await expect(ledger.append(body('a'))).rejects.toThrow('run this again, which looks first');
		town.s3.fault = () => null;
		const next = town.ledger('next');
		await next.refresh();
		expect(next.shelf).toMatchObject({ number: 1, upstream: 'a' });
	}, 60_000);
});

describe('commits kept on a machine', () => {
	const gets = () => town.s3.requests.filter((one) => one.startsWith('GET')).length;

	it('are not read again, also where more than one process kept them or a line was cut', async () => {
		const writer = town.ledger('writer');
		await writer.refresh();
		for (const text of ['a', 'b', 'c', 'd']) await writer.append(body(text));
		const path = join(town.folder('writer'), 'commits.tsv');
		appendFileSync(path, readFileSync(path));
		truncateSync(path, readFileSync(path).length - 3);
		const before = gets();
		const again = town.ledger('writer');
		await again.refresh();
		expect(again.shelf).toMatchObject({ number: 4, upstream: 'd' });
		// The last one, to see that the store is the same, and the next, which is not there.
		expect(gets() - before).toBe(2);
	});

	it('are forgotten where another store lies behind the address now', async () => {
		const ledger = town.ledger('one');
		await ledger.refresh();
		await ledger.append(body('a'));
		town.s3.objects.clear();
		const other = town.ledger('other');
		await other.refresh();
		await other.append(body('b'));
		const again = town.ledger('one');
		await again.refresh();
		expect(again.shelf).toMatchObject({ number: 1, upstream: 'b' });
	});

	it('of a newer version stop a reader by name, and what it knew stays', async () => {
		const ledger = town.ledger();
		await ledger.refresh();
		await ledger.append(body('a'));
		await town.objects.write(commitKey(2), '{"token":"t","body":{"kind":"unheard-of"}}');
		await expect(ledger.refresh()).rejects.toThrow(
			/^s3:\/\/bucket\/of: log\/000000000002.json is damaged, or of a newer version/
		);
		expect(ledger.shelf).toMatchObject({ number: 1, upstream: 'a' });
	});
});
