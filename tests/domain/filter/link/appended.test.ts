import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppended, withoutAppended } from '#lib/domain/filter/link/appended.ts';
import { FILTER_KEYS } from '#lib/domain/filter/keys.ts';

/** Keys that public bug reports and the documentation of the senders name. */
const SEEN = [
	'utm_source',
	'utm_medium',
	'utm_campaign',
	'utm_term',
	'utm_content',
	'utm_id',
	'UTM_SOURCE',
	'utm-source',
	'utm.source',
	'amp;utm_medium',
	'amp;amp;utm_medium',
	'fbclid',
	'gclid',
	'dclid',
	'gbraid',
	'wbraid',
	'gad_source',
	'gad_campaignid',
	'srsltid',
	'msclkid',
	'twclid',
	'ttclid',
	'li_fat_id',
	'mc_cid',
	'mc_eid',
	'igshid',
	'igsh',
	'yclid',
	'_ga',
	'_gl',
	'_hsenc',
	'_hsmi',
	'__hstc',
	'__hssc',
	'__hsfp',
	'hsCtaTracking',
	'hsa_acc',
	'mkt_tok',
	'vero_id',
	'vero_conv',
	'oly_enc_id',
	'oly_anon_id',
	's_cid',
	'ref',
	'ref_src',
	'_',
	'v',
	'si',
	'share_id',
	'pk_campaign',
	'mtm_source',
	'__cf_chl_tk'
];

const FILTERS = Object.keys(FILTER_KEYS);

describe('keys that others append', () => {
	it.each(SEEN)('%s is one', (key) => {
		expect(isAppended(key)).toBe(true);
	});

	it('no filter mistyped by one letter is one, so that it is refused with a suggestion', () => {
		const letters = 'abcdefghijklmnopqrstuvwxyz_';
		const mistyped = FILTERS.filter((key) => key.length > 2).flatMap((key) =>
			Array.from(key, (_, at) => {
				const [before, after] = [key.slice(0, at), key.slice(at + 1)];
				const swapped = `${before}${key[at + 1] ?? ''}${key[at] ?? ''}${key.slice(at + 2)}`;
				const others = Array.from(letters).flatMap((letter) => [
					before + letter + after,
					before + letter + key.slice(at)
				]);
				return [before + after, swapped, ...others];
			}).flat()
		);
		expect(mistyped.filter((key) => isAppended(key))).toEqual([]);
	});
});

describe('a query without them', () => {
	it.each([
		['?utm_source=a', ''],
		['?region=US-VA&utm_source=a', '?region=US-VA'],
		['utm_source=a&region=US-TX~US-VA&fbclid=b', 'region=US-TX~US-VA'],
		['?fbclid', ''],
		['?utm%5Fsource=a&q=solar%20farm', '?q=solar%20farm'],
		['?nonsense=1&gclid=2', '?nonsense=1'],
		['?%ff=1&_=2', '?%ff=1'],
		['?tier=primary', '?tier=primary'],
		['', '']
	])('%s is %s', (search, left) => {
		expect(withoutAppended(search)).toBe(left);
	});

	it('keeps every other key as it was written, wherever they are put', () => {
		const own = fc.tuple(
			fc.constantFrom(...FILTERS),
			fc.string().map((value) => encodeURIComponent(value))
		);
		const foreign = fc.tuple(fc.constantFrom(...SEEN), fc.string());
		fc.assert(
			fc.property(
				fc.array(own, { maxLength: 5 }),
				fc.array(foreign, { maxLength: 5 }),
				fc.nat(),
				(ours, theirs, at) => {
					const parts = ours.map(([key, value]) => `${key}=${value}`);
					const mixed = [...parts];
					for (const [key, value] of theirs)
						mixed.splice(at % (mixed.length + 1), 0, `${key}=${encodeURIComponent(value)}`);
					expect(withoutAppended(mixed.join('&'))).toBe(parts.join('&'));
				}
			)
		);
	});
});
