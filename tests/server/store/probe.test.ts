import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { probe } from '#lib/server/store/objects/probe.ts';
import { Town } from './harness.ts';
import type { Fault } from './s3-server.ts';

let town: Town;
beforeEach(async () => {
	town = await Town.open();
});
afterEach(() => town.close());

const faulty = (fault: Fault) => {
	town.s3.fault = ({ conditional }) => (conditional ? fault : null);
};

describe('the probe of a store', () => {
	it('passes one that keeps to the condition, and leaves nothing behind', async () => {
		await probe(town.objects);
		expect([...town.s3.objects]).toEqual([]);
	});

	it('passes one whose answers get lost', async () => {
		let lost = 0;
		town.s3.fault = ({ conditional }) => (conditional && lost++ < 2 ? 'lost' : null);
		await expect(probe(town.objects)).resolves.toBeUndefined();
	});

	it('refuses by name one that ignores the condition', async () => {
		faulty('unconditional');
		await expect(probe(town.objects)).rejects.toThrow(
			/^s3:\/\/bucket\/of ignores the condition If-None-Match/
		);
		expect([...town.s3.objects]).toEqual([]);
	});

	it('refuses by name one that lets both of two writers at once have the name', async () => {
		const taken = new Set<string>();
		// The second of two in a row is refused, four at once are not.
		town.s3.fault = ({ method, path }) => {
			if (method !== 'PUT' || taken.size === 0) taken.add(path);
			return method === 'PUT' && !taken.has(path) ? 'unconditional' : null;
		};
		await expect(probe(town.objects)).rejects.toThrow('ignores the condition');
	});

	it('refuses by name one that does not know the condition', async () => {
		faulty(501);
		await expect(probe(town.objects)).rejects.toThrow(/^s3:\/\/bucket\/of: write probe.*501/);
	});

	it('says in one line which store cannot be reached', async () => {
		await town.s3.close();
		await expect(probe(town.objects)).rejects.toThrow(/^s3:\/\/bucket\/of: .*ECONNREFUSED/);
		town = await Town.open();
	});
});
