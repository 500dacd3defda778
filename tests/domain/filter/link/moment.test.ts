import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepMoment, momentIn } from '#lib/domain/filter/link/moment.ts';

const at = (search: string) => new URLSearchParams(search);

describe('a link from a page of the past', () => {
	test.each([
		['/polls', 'on=2026-11-01', '/polls?on=2026-11-01'],
		[
			'/polls?region=US-VA~US-TX',
			'release=aaaaaaaaaaaa',
			'/polls?region=US-TX~US-VA&release=aaaaaaaaaaaa'
		],
		['/data?publisher=X#sources', 'as_of=2026-11-01', '/data?as_of=2026-11-01&publisher=X#sources'],
		['/data#sources', 'as_of=2026-11-01&topic=x', '/data?as_of=2026-11-01#sources'],
		[
			'/api/v1/polls.csv',
			'on=2026-11-01&release=aaaaaaaaaaaa',
			'/api/v1/polls.csv?on=2026-11-01&release=aaaaaaaaaaaa'
		]
	])('%s stays there', (link, from, expected) => {
		expect(keepMoment(link, at(from))).toBe(expected);
	});

	test('keeps a release or day of its own', () => {
		expect(keepMoment('/report?release=bbbbbbbbbbbb', at('as_of=2026-11-01&on=2026-10-01'))).toBe(
			'/report?on=2026-10-01&release=bbbbbbbbbbbb'
		);
		expect(keepMoment('/polls?on=2026-01-01', at('on=2026-11-01'))).toBe('/polls?on=2026-01-01');
	});

	test('to another site, or from a page of now, is as it was', () => {
		expect(keepMoment('https://example.com/a', at('on=2026-11-01'))).toBe('https://example.com/a');
		expect(keepMoment('/polls?region=US', at('region=US&on='))).toBe('/polls?region=US');
	});

	test('once kept needs nothing more', () => {
		const moment = fc.record(
			{
				as_of: fc.constant('2026-11-01'),
				on: fc.constant('2026-10-01'),
				release: fc.constant('aaaaaaaaaaaa')
			},
			{ requiredKeys: [] }
		);
		const link = fc.constantFrom('/', '/polls?q=a+b', '/map#values', '/api/v1/actions.csv?to=2026');
		fc.assert(
			fc.property(link, moment, (path, keys) => {
				const from = new URLSearchParams(keys);
				const kept = keepMoment(path, from);
				expect(keepMoment(kept, from)).toBe(kept);
				expect(momentIn(new URL(kept, 'http://x.invalid').searchParams)).toEqual(keys);
			})
		);
	});
});
