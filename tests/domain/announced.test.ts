import { expect, it } from 'vitest';
import { announced } from '#lib/domain/keeping-up/announced.ts';

const of = (address: string, name?: string) => {
	const { pathname, searchParams } = new URL(address, 'http://x');
	return announced(pathname, searchParams, name);
};

it.each([
	['/', {}],
	['/?region=US-VA', { region: 'US-VA' }],
	['/polls', { record_kind: 'poll' }],
	['/polls?region=all', { record_kind: 'poll' }],
	['/polls/houses?pool=nearby&region=US-TX~US-VA', { record_kind: 'poll', region: 'US-TX~US-VA' }],
	['/polls/heatmap-2026-08', { record_kind: 'poll' }],
	['/actions?direction=permissive', { record_kind: 'action' }],
	['/map?region=US-VA', { region: 'US-VA' }],
	['/energy/states', { record_kind: 'observation' }],
	['/costs/indicators', { record_kind: 'observation' }],
	['/costs/tiers?region=US-VA', { record_kind: 'model_price' }],
	['/claims?region=US-VA', { record_kind: 'claim' }],
	['/changes', {}]
])('%s announces a feed of what it shows', (address, query) => {
	expect(of(address)?.query).toEqual(query);
});

it.each([
	'/screen',
	'/api',
	'/embed',
	'/pollsters',
	'/regions/US-VA',
	'/places/US-WI/city/madison'
])('%s has no feed, or announces its own', (address) => {
	expect(of(address)).toBeNull();
});

it('names the region', () => {
	expect(of('/polls?region=US-VA', 'Virginia')?.title).toBe('New and changed polls: Virginia');
	expect(of('/claims?region=US-VA', 'Virginia')?.title).toBe('New and changed claims');
});
