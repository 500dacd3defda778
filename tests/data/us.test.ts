import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

/** Facts on US states that code reads as they are: each file has its form, and the files fit together. */

const code = z.string().regex(/^[A-Z]{2}$/);
const FORMS = {
	states: z.strictObject({ code, fips: z.string().regex(/^\d{2}$/), name: z.string().min(4) }),
	'state-words': z.strictObject({
		code,
		written: z.array(z.string().min(3)),
		neighbors: z.array(code)
	}),
	'large-towns': z.strictObject({
		state: code,
		towns: z.record(z.string().min(3), z.int().min(50))
	}),
	outlets: z.strictObject({
		state: code,
		stations: z.array(z.string().regex(/^[KW][A-Z]{2,3}$/)),
		papers: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z]+)+$/))
	}),
	'state-outlines': z.strictObject({
		region: z.string().regex(/^US-[A-Z]{2}$/),
		fips: z.string().regex(/^\d{2}$/),
		box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
		path: z.string().regex(/^M.*z$/)
	})
};
const rowsOf = (file: string) =>
	JSON.parse(readFileSync(`data/us/${file}.json`, 'utf8')) as Record<string, unknown>[];

describe('data/us', () => {
	it.each(Object.entries(FORMS))('%s.json has its form', (file, form) => {
		for (const [index, row] of rowsOf(file).entries())
			expect(form.safeParse(row).error?.issues, `entry ${index + 1}`).toBeUndefined();
	});

	it('names states that are in states.json, each once', () => {
		const codes = rowsOf('states').map((row) => row['code']);
		expect(new Set(codes).size).toBe(codes.length);
		expect(rowsOf('state-words').map((row) => row['code'])).toEqual(codes);
		for (const file of ['outlets', 'large-towns'])
			for (const { state } of rowsOf(file)) expect(codes).toContain(state);
	});

	it('has borders from both sides', () => {
		const neighbors = new Map(
			rowsOf('state-words').map((row) => [String(row['code']), row['neighbors'] as string[]])
		);
		const oneSided = [...neighbors].flatMap(([state, others]) =>
			others
				.filter((other) => !neighbors.get(other)?.includes(state))
				.map((other) => [state, other])
		);
		expect(oneSided).toEqual([]);
	});

	it('has an outlet in one state', () => {
		const all = rowsOf('outlets').flatMap((row) => [
			...(row['stations'] as string[]),
			...(row['papers'] as string[])
		]);
		expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
	});
});
