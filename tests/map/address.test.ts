import { describe, expect, it } from 'vitest';
import { explicit, forMeasure, recordsOf } from '#lib/map/map-address.ts';
import { monthsOf, windowOf } from '#lib/map/window.ts';

const ON = '2026-11-25';
const said = (query: string) => explicit(new URLSearchParams(query), ON);

describe('the explicit address of a map', () => {
	it('counts restrictive actions of twelve months unless it says otherwise', () => {
		expect(said('region=US-VA')).toBe(
			'direction=restrictive&from=2025-11-26&measure=actions&region=US-VA&to=2026-11-25'
		);
	});

	it('adds no filter where one is given, as from the page of the actions', () => {
		expect(said('direction=permissive')).toBe('direction=permissive&measure=actions');
		expect(said('measure=actions')).toBeNull();
	});

	it('names the topic of polls and the years of a growth', () => {
		expect(said('measure=opposition')).toBe('measure=opposition&topic=local_siting');
		expect(said('measure=price_growth')).toBe('measure=price_growth&years=5');
	});

	it.each(['', 'region=US-VA', 'measure=opposition', 'measure=price', 'scope=exact'])(
		'says nothing more once it is explicit: %s',
		(query) => {
			expect(said(said(query) ?? query)).toBeNull();
		}
	);
});

it('another measure keeps what means the same there', () => {
	const url = new URL(
		'http://x/map?direction=restrictive&measure=actions&region=US-VA&tier=primary'
	);
	expect(forMeasure(url, 'restrictions', ON)).toBe(
		'/map?measure=restrictions&region=US-VA&tier=primary'
	);
});

describe('the records of a map', () => {
	const href = (query: string, measure: Parameters<typeof recordsOf>[1]) =>
		recordsOf(new URLSearchParams(query), measure).href;

	it('are asked for with its filters and its region', () => {
		const query = 'direction=restrictive&measure=actions&points=no&sort=date';
		expect(href(query, 'actions')).toBe('/actions?direction=restrictive&region=US');
		expect(href(`${query}&region=US-VA`, 'actions')).toBe(
			'/actions?direction=restrictive&region=US-VA'
		);
	});

	it('of restrictions are moratoria and bans, without what their page does not take', () => {
		expect(href('measure=restrictions&status=active&tier=primary', 'restrictions')).toBe(
			'/actions?action_type=ban~moratorium&region=US&tier=primary'
		);
	});

	it('of a measure are those of its region', () => {
		expect(href('measure=price_growth&years=5&region=US-TX', 'price_growth')).toBe(
			'/energy?region=US-TX'
		);
	});
});

describe('a window', () => {
	it('has as many months, both days inclusive', () => {
		expect(windowOf(12, ON)).toEqual({ from: '2025-11-26', to: '2026-11-25' });
		expect(windowOf(24, '2028-02-29')).toEqual({ from: '2026-03-01', to: '2028-02-29' });
	});

	it('is known again by its days', () => {
		expect(monthsOf('2025-11-26', ON, ON)).toBe(12);
		expect(monthsOf('2025-11-26', null, ON)).toBeNull();
	});
});
