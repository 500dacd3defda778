import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canBeSameFirm } from '#lib/domain/polls/firms.ts';
import { matchPolls, type Polled, type Share } from '#lib/domain/polls/matching.ts';

// Invented polls.
const share = (rest: Partial<Share> = {}): Share => ({
	wording_group: 'near',
	subgroup: 'all',
	option: 'oppose',
	followed: true,
	percent: 52,
	...rest
});
const days = (start: string, end = start) => ({ start, end });
const poll = (rest: Partial<Polled> = {}): Polled => ({
	poll_id: 'mine:p',
	house: 'A House',
	pollster: 'B Research',
	population: 'adults',
	region: 'US',
	place: null,
	sample_size: 1000,
	field: days('2026-02-01', '2026-02-05'),
	published: days('2026-02-10'),
	shares: [share()],
	...rest
});
const recorded = poll({ poll_id: 'old' });
const verdict = (one: Polled, others: Polled[] = [recorded]) => {
	const { matched, probable } = matchPolls([one], others);
	return matched.length > 0 ? 'matched' : probable.length > 0 ? 'probable' : 'new';
};

describe('an incoming poll', () => {
	it.each<[string, Partial<Polled>, string]>([
		['the same again', {}, 'matched'],
		['by the house alone', { pollster: 'Other' }, 'matched'],
		[
			'by the pollster alone, named as the house',
			{ house: 'b research inc.', pollster: 'x' },
			'matched'
		],
		['by another house and pollster', { house: 'C', pollster: 'D' }, 'new'],
		['in another region', { region: 'US-VA' }, 'new'],
		['of a part of the region against the whole', { place: 'Warrenton' }, 'matched'],
		['with overlapping days', { field: days('2026-02-05', '2026-02-20') }, 'matched'],
		['in a month known only as such', { field: days('2026-02-01', '2026-02-28') }, 'matched'],
		['on other days', { field: days('2026-02-06', '2026-02-09') }, 'new'],
		['of which only the publication is known', { field: null }, 'matched'],
		['published a month and more later', { field: null, published: days('2026-03-09') }, 'new'],
		['without any day', { field: null, published: null }, 'new'],
		['with another share', { shares: [share({ percent: 55 })] }, 'probable'],
		['with a rounded share against a whole one', { shares: [share({ percent: 52.4 })] }, 'matched'],
		['of another group', { shares: [share({ wording_group: 'far' })] }, 'new'],
		['of another subgroup', { shares: [share({ subgroup: 'women' })] }, 'new'],
		[
			'under another name of the option that is followed',
			{ shares: [share({ option: 'against' })] },
			'matched'
		],
		[
			'under an option that is not followed',
			{ shares: [share({ option: 'against', followed: false })] },
			'new'
		],
		[
			'of another option that is not followed',
			{ shares: [share({ option: 'support', followed: false })] },
			'new'
		],
		['without a mark of what is followed', { shares: [share({ followed: false })] }, 'matched'],
		['of other people in a sample of its size', { population: 'voters' }, 'matched'],
		['of other people in another sample', { population: 'voters', sample_size: 800 }, 'probable'],
		[
			'of other people in a sample not stated',
			{ population: 'voters', sample_size: null },
			'probable'
		]
	])('%s', (_, rest, expected) => {
		expect(verdict(poll(rest))).toBe(expected);
	});

	it('of another part of the region is another', () => {
		expect(verdict(poll({ place: 'a' }), [poll({ poll_id: 'old', place: 'b' })])).toBe('new');
	});

	it('is the recorded one with which most shares agree, and each is told again once', () => {
		const two = [share(), share({ wording_group: 'far', percent: 40 })];
		const others = [recorded, poll({ poll_id: 'both', shares: two })];
		const { matched, probable } = matchPolls(
			[
				poll({ poll_id: 'mine:1' }),
				poll({ poll_id: 'mine:2', shares: two }),
				poll({ poll_id: 'mine:3' })
			],
			others
		);
		expect(matched).toEqual([
			{ incoming: 'mine:1', recorded: 'old' },
			{ incoming: 'mine:2', recorded: 'both' }
		]);
		expect(probable.map(({ incoming }) => incoming)).toEqual(['mine:3']);
	});
});

describe('two names', () => {
	it.each([
		['Heatmap Pro', 'heatmap  pro', true],
		['Heatmap Pro', 'HeatmapPro', true],
		['Embold Research', 'Embold Research, Inc.', true],
		['The Widget Co.', 'Widget', true],
		['Quinnipiac', 'Quinnipiac University', true],
		['AP-NORC', 'AP NORC Center', true],
		['Café Insights', 'Cafe Insights LLC', true],
		['Smith & Sons', 'Smith and Sons', true],
		['University of A', 'University', false],
		['Data for Progress', 'Data', false],
		['Gallup', 'Ipsos', false],
		['A', 'A B', false]
	])('%s and %s', (one, other, expected) => {
		expect([canBeSameFirm(one, other), canBeSameFirm(other, one)]).toEqual([expected, expected]);
	});
});

describe('for any two lists', () => {
	const some = fc.record({
		house: fc.constantFrom('A House', 'B House'),
		day: fc.integer({ min: 1, max: 20 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`),
		percent: fc.constantFrom(50, 51, 52)
	});
	const list = (name: string) =>
		fc.array(some, { maxLength: 10 }).map((all) =>
			all.map(({ house, day, percent }, index) =>
				poll({
					poll_id: `${name}${index}`,
					house,
					pollster: house,
					field: days(day),
					shares: [share({ percent })]
				})
			)
		);

	it('every poll is matched, probable or new, and no recorded one is taken twice, in whatever order', () => {
		fc.assert(
			fc.property(list('i'), list('r'), (incoming, others) => {
				const found = matchPolls(incoming, others);
				const told = [...found.matched, ...found.probable].map((match) => match.incoming);
				expect([...told, ...found.new].sort()).toEqual(
					incoming.map(({ poll_id }) => poll_id).sort()
				);
				const taken = found.matched.map((match) => match.recorded);
				expect(new Set(taken).size).toBe(taken.length);
				const turned = matchPolls([...incoming].reverse(), [...others].reverse()).matched;
				expect(new Set(turned.map((match) => JSON.stringify(match)))).toEqual(
					new Set(found.matched.map((match) => JSON.stringify(match)))
				);
			})
		);
	});
});
