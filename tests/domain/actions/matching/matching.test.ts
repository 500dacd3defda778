import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchEvents, type Event } from '#lib/domain/actions/matching/matching.ts';
import { barePlace } from '#lib/domain/actions/places/place-names.ts';
import { addDays, parseDate } from '#lib/domain/dates.ts';

type Made = Partial<Omit<Event, 'start' | 'end'>> & { on?: string };

function event({ on = '2026-06-10', ...rest }: Made = {}): Event {
	const date = parseDate(on);
	return {
		action_id: 'mine:a',
		place_id: 'US-VA/town/warrenton',
		place_name: 'Warrenton',
		place_kind: 'town',
		region: 'US-VA-51061',
		county: 'US-VA-51061',
		action_type: 'moratorium',
		decision: 'adopted',
		project_name: null,
		addresses: [],
		start: date?.start ?? '',
		end: date?.end ?? '',
		...rest
	};
}

const recorded = event({ action_id: 'old' });
const verdict = (incoming: Event, others: Event[] = [recorded]) => {
	const { matched, probable } = matchEvents([incoming], others);
	return matched.length > 0 ? 'matched' : probable.length > 0 ? 'probable' : 'new';
};

describe('an incoming action', () => {
	test.each([
		['2026-06-10', 'matched'],
		['2026-07-11', 'matched'],
		['2026-07-12', 'probable'],
		['2026-05-10', 'matched'],
		['2026-09-10', 'probable'],
		['2026-09-11', 'new'],
		['2026-06', 'matched'],
		['2026', 'matched'],
		['2026-08', 'probable'],
		['2025', 'new']
	])('on %s of the same place and kind is %s', (on, expected) => {
		expect(verdict(event({ on }))).toBe(expected);
	});

	test.each<[string, Made, string]>([
		['another kind', { action_type: 'lawsuit' }, 'new'],
		[
			'another place of the county',
			{ place_id: 'US-VA/town/remington', place_name: 'Remington' },
			'probable'
		],
		[
			'a place of another county',
			{
				place_id: 'US-VA/town/x',
				place_name: 'Warrenton',
				region: 'US-VA-51107',
				county: 'US-VA-51107'
			},
			'new'
		],
		[
			'the place under another code',
			{ place_id: 'US-VA/city/warrenton', place_name: 'Town of Warrenton' },
			'matched'
		],
		[
			'the place without its county',
			{ place_id: 'US-VA/town/x', region: 'US-VA', county: null },
			'matched'
		],
		[
			'the township of its name',
			{ place_id: 'US-VA/township/x', place_name: 'Warrenton Twp.', place_kind: 'township' },
			'matched'
		],
		[
			'the county of its name',
			{ place_id: 'US-VA/county/x', place_name: 'Warrenton County', place_kind: 'county' },
			'probable'
		]
	])('of %s', (_, rest, expected) => {
		expect(verdict(event(rest))).toBe(expected);
	});

	test.each<[string, Made, string]>([
		['a neighbouring kind on its day', { action_type: 'ban' }, 'probable'],
		[
			'a zoning rule three days later',
			{ action_type: 'zoning_rule', on: '2026-06-13' },
			'probable'
		],
		['a zoning rule four days later', { action_type: 'zoning_rule', on: '2026-06-14' }, 'new'],
		[
			'a neighbouring kind in another place of the county',
			{ action_type: 'ban', place_id: 'US-VA/town/remington', place_name: 'Remington' },
			'new'
		],
		['the other outcome on its day', { decision: 'rejected' }, 'probable'],
		['the other outcome two weeks later', { decision: 'rejected', on: '2026-06-24' }, 'new'],
		['an extension two weeks later', { decision: 'extended', on: '2026-06-24' }, 'probable'],
		['an extension on its day', { decision: 'extended' }, 'matched'],
		['an approval two weeks later', { decision: 'approved', on: '2026-06-24' }, 'matched'],
		['what it was before', { decision: 'proposed', on: '2026-05-24' }, 'new']
	])('that is %s', (_, rest, expected) => {
		expect(verdict(event(rest))).toBe(expected);
	});

	test('of a vote may be that of the withdrawal on its day', () => {
		const vote = event({ action_id: 'old', action_type: 'project_vote', decision: 'denied' });
		const drop = { action_type: 'project_withdrawn', decision: 'withdrawn' };
		expect(verdict(event(drop), [vote])).toBe('probable');
		expect(verdict(event({ ...drop, on: '2026-06-20' }), [vote])).toBe('new');
	});

	describe('told by the document behind a recorded one', () => {
		const addresses = ['example.org/news/1'];
		const old = event({ action_id: 'old', addresses });
		const elsewhere = { place_id: 'x', place_name: 'Elsewhere', action_type: 'lawsuit', addresses };
		test.each<[string, Made, string]>([
			[
				'in the state, within three days',
				{ region: 'US-VA-51107', county: null, on: '2026-06-13' },
				'probable'
			],
			['four days later', { on: '2026-06-14' }, 'new'],
			['in another state', { region: 'US-MD', county: null }, 'new'],
			['by another document', { addresses: ['example.org/news/2'] }, 'new']
		])('%s', (_, rest, expected) => {
			expect(verdict(event({ ...elsewhere, ...rest }), [old])).toBe(expected);
		});

		test('which is a list of many events says nothing', () => {
			const many = Array.from({ length: 11 }, (_, index) =>
				event({
					action_id: `old${index}`,
					place_id: `p${index}`,
					place_name: `P${index}`,
					addresses
				})
			);
			expect(verdict(event(elsewhere), many)).toBe('new');
			expect(verdict(event(elsewhere), many.slice(1))).toBe('probable');
		});
	});

	test('is that of its day rather than an earlier one whose decision is called the same', () => {
		const incoming = event({ on: '2026-06-28' });
		const others = [
			event({ action_id: 'adoption' }),
			event({ action_id: 'extension', on: '2026-06-28', decision: 'extended' })
		];
		expect(matchEvents([incoming], others).matched).toEqual([
			{ incoming: 'mine:a', recorded: 'extension', days: 0 }
		]);
	});

	test('without its county is only probable where two counties have such an event', () => {
		const elsewhere = { region: 'US-VA-51107', county: 'US-VA-51107', place_id: 'b' };
		const vague = event({ region: 'US-VA', county: null, place_id: 'mine' });
		const others = (on: string) => [recorded, event({ ...elsewhere, action_id: 'other', on })];
		expect(verdict(vague, others('2026-07-01'))).toBe('probable');
		expect(verdict(vague, others('2025-01-01'))).toBe('matched');
	});

	test('of a city is not that of the township around it', () => {
		const city = event({ place_kind: 'city' });
		const township = { place_id: 'x', place_name: 'Warrenton Township', place_kind: 'township' };
		expect(verdict(event(township), [city])).toBe('probable');
		expect(
			matchEvents([event(township)], [city, event({ ...township, action_id: 't', place_id: 'y' })])
				.matched
		).toEqual([{ incoming: 'mine:a', recorded: 't', days: 0 }]);
	});

	test('about another project of the place is another event', () => {
		const vote = { action_type: 'project_vote', project_name: 'Project Bus' };
		const other = event({ ...vote, action_id: 'old' });
		expect(verdict(event(vote), [other])).toBe('matched');
		expect(verdict(event({ ...vote, project_name: 'Project Car' }), [other])).toBe('probable');
		expect(verdict(event({ ...vote, project_name: null }), [other])).toBe('matched');
		const named = { ...vote, project_name: 'Bus Data Center Campus' };
		expect(verdict(event(named), [other])).toBe('matched');
	});

	test('takes the recorded one that agrees on the decision, and each recorded one is taken once', () => {
		const proposal = event({ action_id: 'p', on: '2026-06-01', decision: 'proposed' });
		const adoption = event({ action_id: 'q', on: '2026-06-20' });
		const incoming = [
			event({ action_id: 'mine:1', on: '2026-06-10' }),
			event({ action_id: 'mine:2', on: '2026-06-02', decision: 'proposed' }),
			event({ action_id: 'mine:3', on: '2026-06-21' })
		];
		const { matched, probable } = matchEvents(incoming, [proposal, adoption]);
		expect(matched).toEqual([
			{ incoming: 'mine:2', recorded: 'p', days: 1 },
			{ incoming: 'mine:3', recorded: 'q', days: 1 }
		]);
		expect(probable.map((match) => match.incoming)).toEqual(['mine:1']);
	});
});

const some = fc.record({
	on: fc.integer({ min: 0, max: 300 }).map((days) => addDays('2026-01-01', days)),
	place: fc.constantFrom('a', 'b'),
	kind: fc.constantFrom('moratorium', 'ban')
});
const list = (name: string) =>
	fc.array(some, { maxLength: 12 }).map((all) =>
		all.map(({ on, place, kind }, index) =>
			event({
				action_id: `${name}${index}`,
				on,
				place_id: place,
				place_name: place,
				action_type: kind
			})
		)
	);

describe('for any two lists', () => {
	test('every incoming action is matched, probable or new, and only one of these', () => {
		fc.assert(
			fc.property(list('i'), list('r'), (incoming, others) => {
				const found = matchEvents(incoming, others);
				const told = [
					...found.matched.map((match) => match.incoming),
					...found.probable.map((match) => match.incoming),
					...found.new
				];
				expect(told.sort()).toEqual(incoming.map(({ action_id }) => action_id).sort());
				const taken = found.matched.map((match) => match.recorded);
				expect(new Set(taken).size).toBe(taken.length);
			})
		);
	});

	test('a list told again matches itself in full', () => {
		fc.assert(
			fc.property(list('i'), (incoming) => {
				const again = incoming.map((one) => ({ ...one, action_id: `mine:${one.action_id}` }));
				expect(matchEvents(again, incoming).matched).toHaveLength(incoming.length);
			})
		);
	});

	test('the order of either list changes nothing', () => {
		fc.assert(
			fc.property(list('i'), list('r'), (incoming, others) => {
				const { matched } = matchEvents(incoming, others);
				const turned = matchEvents([...incoming].reverse(), [...others].reverse()).matched;
				expect(new Set(turned.map((match) => JSON.stringify(match)))).toEqual(
					new Set(matched.map((match) => JSON.stringify(match)))
				);
			})
		);
	});
});

/** Ways in which lists write one place. */
const written = (name: string, kind: string) =>
	fc
		.tuple(
			fc.constantFrom(
				name,
				`${name} ${kind}`,
				`${kind} of ${name}`,
				name.toUpperCase(),
				`${name}, Virginia`,
				`${name} (${kind})`,
				`${name} ${kind} ${kind === 'county' ? 'Board of Commissioners' : 'Council'}`
			),
			fc.boolean(),
			fc.boolean()
		)
		.map(([text, saint, accent]) => {
			const short = saint ? text.replace(/saint/i, 'St.') : text;
			return accent ? short.replace('a', 'á') : short;
		});

describe('a place without what lists add to its name', () => {
	test.each([
		['Meade County Fiscal Court', 'county', 'meade', 'county'],
		['County of St. Clair', 'county', 'saint clair', 'county'],
		['Augusta Charter Twp., MI', 'township', 'augusta', 'township'],
		['Township of Augusta', 'other', 'augusta', 'township'],
		['Port Washington Common Council', 'city', 'port washington', 'city'],
		['Common Council of Port Washington', 'city', 'port washington', 'city'],
		['Valparaiso Plan Commission', 'city', 'valparaiso', 'city'],
		['Imperial County Superior Court', 'other', 'imperial', 'county'],
		['Imperial Superior Court', 'other', 'imperial', 'other'],
		['Lyon County Commission', 'other', 'lyon', 'county'],
		['Board of Supervisors of Loudoun County', 'other', 'loudoun', 'county'],
		['Loudoun County Planning Commission', 'county', 'loudoun', 'county'],
		['Planning and Zoning Commission of Franklin', 'city', 'franklin', 'city'],
		['Ulster County Legislature', 'county', 'ulster', 'county'],
		['Pike Township Board of Zoning Appeals', 'other', 'pike', 'township'],
		['Clark Township Committee', 'town', 'clark', 'township'],
		['Town Board of Vernon', 'town', 'vernon', 'town'],
		['Vernon Town Board', 'town', 'vernon', 'town'],
		['Iowa City City Council', 'city', 'iowa', 'city'],
		['Iowa City', 'city', 'iowa', 'city'],
		['Louisville Metro Government', 'city', 'louisville', 'city'],
		['Council', 'city', 'council', 'city'],
		['Council Bluffs', 'city', 'council bluffs', 'city'],
		['Franklin Circuit Court', 'county', 'franklin', 'county'],
		['Loudoun County Board of Supervisors', 'county', 'loudoun', 'county'],
		['Commonwealth of Virginia', 'state', 'virginia', 'state'],
		['Doña Ana (proposed)', 'county', 'dona ana', 'county'],
		['Loudoun County', 'other', 'loudoun', 'county']
	])('%s (%s) is %s', (name, kind, bare, sort) => {
		expect(barePlace(name, kind)).toEqual({ name: bare, kind: sort });
	});
});

describe('however a list writes a place', () => {
	const places = fc
		.record({
			name: fc.constantFrom('Saint Clair', 'Warrenton', 'Mount Airy', 'Oak & Elm'),
			kind: fc.constantFrom('city', 'town', 'village', 'township', 'county')
		})
		.chain(({ name, kind }) =>
			fc.record({
				name: fc.constant(name),
				kind: fc.constant(kind),
				one: written(name, kind),
				other: written(name, kind)
			})
		);

	test('it is the same place, with or without its county', () => {
		fc.assert(
			fc.property(places, fc.boolean(), ({ kind, one, other }, vague) => {
				const place_kind = kind;
				const mine = event({ place_id: 'mine', place_name: one, place_kind });
				const incoming = vague ? { ...mine, region: 'US-VA', county: null } : mine;
				const old = event({ action_id: 'old', place_name: other, place_kind });
				expect(matchEvents([incoming], [old]).matched).toHaveLength(1);
			})
		);
	});

	test('and a county is never a town of its name', () => {
		fc.assert(
			fc.property(places, ({ kind, one, name }) => {
				fc.pre(kind !== 'county');
				const mine = event({ place_id: 'mine', place_name: one, place_kind: kind });
				const county = event({
					action_id: 'old',
					place_name: `${name} County`,
					place_kind: 'county'
				});
				expect(matchEvents([mine], [county]).matched).toEqual([]);
			})
		);
	});
});
