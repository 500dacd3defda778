import { describe, expect, it } from 'vitest';
import { areNeighbors, stateOfDocument } from '#lib/domain/actions/places/source-state.ts';

const stateOf = (publisher: string, url: string | null = null) =>
	stateOfDocument({ publisher, url })?.state ?? null;

describe('the state a document is from', () => {
	it.each([
		['the call sign of a station', 'WYMT', null, 'KY'],
		['a call sign with what follows it', 'WCTV-TV', null, 'FL'],
		['the domain of a station', 'Local news', 'https://www.kxxv.com/2026/07/a', 'TX'],
		['the domain of a station with its channel', 'Local news', 'https://wral5.com/a', 'NC'],
		['a paper that is known', 'A paper', 'https://www.cleveland.com/a', 'OH'],
		['a domain that spells it', 'A paper', 'https://kentuckylantern.com/a', 'KY'],
		['the longer of two names', 'A paper', 'https://westvirginiawatch.com/a', 'WV'],
		['Kansas in Arkansas', 'Arkansas Advocate', 'https://arkansasadvocate.com/a', 'AR'],
		['an office of the state', 'Legislature', 'https://legis.ga.gov/bill', 'GA'],
		['a county office', 'County', 'https://co.bell.tx.us/minutes', 'TX'],
		['a part of the path', 'Patch', 'https://patch.com/virginia/leesburg/a', 'VA'],
		['the name of the publisher', 'Texas Tribune', null, 'TX']
	])('is told by %s', (_, publisher, url, state) => {
		expect(stateOf(publisher, url)).toBe(state);
	});

	it.each([
		['a headline that names another state', 'A site', 'https://example.org/why-texas-said-no'],
		['a county named like a state', 'Texas County News', 'https://example.org/a'],
		['a paper of the whole country', 'The Washington Post', 'https://washingtonpost.com/a'],
		['a word that is no call sign', 'World Weekly', 'https://weekly.com/a'],
		['two that contradict each other', 'WYMT', 'https://www.texastribune.org/a']
	])('is not told by %s', (_, publisher, url) => {
		expect(stateOf(publisher, url)).toBeNull();
	});
});

describe('states that share a border', () => {
	it('are so from both sides', () => {
		expect(areNeighbors('KY', 'TN')).toBe(true);
		expect(areNeighbors('TN', 'KY')).toBe(true);
		expect(areNeighbors('KY', 'TX')).toBe(false);
	});
});
