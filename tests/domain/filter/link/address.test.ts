import { describe, expect, it } from 'vitest';
import {
	apiAddress,
	contextOf,
	keepRegion,
	queryOf,
	withParams
} from '#lib/domain/filter/link/address.ts';

const at = (address: string) => new URL(address, 'https://groundswell.test');

describe('an address with changed parameters', () => {
	it('has them, in canonical order, and begins a list anew', () => {
		const changed = withParams(at('/polls?region=US&cursor=x'), { from: '2026-01-01' });
		expect(changed).toBe('/polls?from=2026-01-01&region=US');
	});

	it('stays where it is in a list if that is what changes', () => {
		expect(withParams(at('/polls'), { cursor: 'y' })).toBe('/polls?cursor=y');
	});

	it('loses what is taken away, and its question mark with the last', () => {
		expect(withParams(at('/polls?region=US&from=2026'), { from: null })).toBe('/polls?region=US');
		expect(withParams(at('/polls?region=US'), { region: null })).toBe('/polls');
	});
});

describe('another page', () => {
	it.each([
		['keeps the region', '/polls?region=US-VA~US-TX', '/actions?region=US-VA~US-TX'],
		['has the region of a profile', '/regions/US-VA', '/actions?region=US-VA'],
		['has no region from below a profile', '/regions/US-VA/file', '/actions'],
		['has no region from below another page', '/old/regions/US-VA', '/actions'],
		['has none from a malformed address', '/regions/%E0%A4%A', '/actions'],
		['has none where none is chosen', '/polls', '/actions'],
		['keeps the day', '/polls?on=2026-08-01', '/actions?on=2026-08-01'],
		['reads an escaped region', '/regions/US%2DVA', '/actions?region=US-VA']
	])('%s', (_, from, to) => {
		expect(keepRegion('/actions', at(from))).toBe(to);
	});

	it('has the region around a town, from the page of a town alone', () => {
		expect(keepRegion('/actions', at('/places/warrenton'), 'US-VA-51061')).toBe(
			'/actions?region=US-VA-51061'
		);
		expect(keepRegion('/actions', at('/places/warrenton'))).toBe('/actions');
		expect(keepRegion('/actions', at('/polls/places/'), 'US-VA-51061')).toBe('/actions');
	});

	it('has the region that was chosen before the one of the page', () => {
		expect(keepRegion('/actions', at('/regions/US-VA?region=US-TX'))).toBe('/actions?region=US-TX');
	});
});

describe('an address of the API', () => {
	it('is canonical', () => {
		expect(apiAddress('/api/v1/polls', { region: 'US', from: '2026' })).toBe(
			'/api/v1/polls?from=2026&region=US'
		);
	});

	it('has no question mark without a query', () => {
		expect(apiAddress('/api/v1/polls', { region: '' })).toBe('/api/v1/polls');
	});
});

describe('the query of a page for the API', () => {
	const url = at('/polls?region=US&view=map&from=&limit=5');

	it('has what the page was asked, without empty values', () => {
		expect(queryOf(url)).toEqual({ region: 'US', view: 'map', limit: '5' });
	});

	it('keeps some keys to the page and sets others', () => {
		expect(queryOf(url, { limit: '25', sort: 'date' }, ['view'])).toEqual({
			region: 'US',
			limit: '25',
			sort: 'date'
		});
	});
});

describe('what chooses the data of every answer', () => {
	const url = at('/polls?region=US&dataset=mine&on=2026-08-01&as_of=');

	it('is the dataset, the release and the day', () => {
		expect(contextOf(url)).toEqual({ dataset: 'mine', on: '2026-08-01' });
	});

	it('takes further keys along where the address has them', () => {
		expect(contextOf(url, ['region', 'place'])).toEqual({
			region: 'US',
			dataset: 'mine',
			on: '2026-08-01'
		});
	});
});
