import { describe, expect, it } from 'vitest';
import {
	changeSentence,
	changeWords,
	findingOfWaves,
	newerSentence,
	newestOf,
	onePollHeadline,
	oppositionHeadline,
	othersSentence,
	rangeSentence,
	secondHand,
	spanWords
} from '#lib/domain/polls/findings.ts';
import type { Reading } from '#lib/charts/kinds/reading-points.ts';
import { apiOver } from '../../server/api/setup/support.ts';

const { list } = apiOver();
const waves = async (query: string) =>
	(await list(`/api/v1/readings?${query}&sort=date`)).data as unknown as Reading[];

describe('findings', () => {
	it('say of a house what its four waves say', async () => {
		const finding = findingOfWaves(await waves('item=harbor_near_home&subgroup=all'));
		expect(finding && oppositionHeadline(finding)).toBe(
			'Opposition to a data center near home rose from 40% to 70% in a year'
		);
		expect(finding && changeSentence(finding)).toBe(
			'Harbor Poll asked the same question four times, as reported (the words of 2 are documented): up 30 points (margin of error ±3.8).'
		);
		expect(finding && secondHand(finding.last)).toBe(
			'The latest figure comes from Poll Digest, a tracker; we have not seen the poll itself.'
		);
	});

	it('say of one poll its share and day, and quote a question that does not read on', async () => {
		const [one] = await waves('region=US-VA&wording_group=uncomfortable_in_community&subgroup=all');
		if (!one) throw new Error('no reading');
		expect(onePollHeadline(one)).toBe(
			'Virginia: 24% uncomfortable with a data center in the community, 2023'
		);
		expect(onePollHeadline({ ...one, wording_group_label: 'AI harm self' })).toBe(
			`Virginia: 24% answered “${one.option_label.toLowerCase()}” to “AI harm self”, 2023`
		);
	});

	it('name the region and the dates where a wave is known only to the year', async () => {
		const finding = findingOfWaves(
			await waves('region=US-VA&wording_group=uncomfortable_in_community&subgroup=all')
		);
		expect(finding && oppositionHeadline(finding)).toBe(
			'Virginia: “Uncomfortable with a data center in the community” rose from 24% (2023) to 59% (Mar 31, 2026)'
		);
		expect(finding && changeSentence(finding)).toContain('margin of error not reported');
	});

	it('make none of a single wave', async () => {
		const rows = await waves('wording_group=oppose_near_home&house=Meadow Survey&subgroup=all');
		expect(findingOfWaves(rows)).toBeNull();
	});

	it('name a newer poll of another question, and say nothing where the headline has the newest', async () => {
		const [older] = await waves('item=harbor_near_home&subgroup=all');
		const [newer] = await waves('wording_group=oppose_in_community_ai&house=Lakeside Institute');
		if (!older || !newer) throw new Error('the fixture lost its polls');
		expect(newerSentence(newer)).toBe(
			'A newer poll asked another question: Lakeside Institute, Jun 14, 2026, 62% “Oppose” (support or oppose an AI data center in the community).'
		);
		expect(newestOf({ last: older, newer })).toBe(newer);
		expect(newerSentence(null)).toBe('');
		expect(newestOf({ last: older, newer: null })).toBe(older);
	});

	it('put spans, other houses and changes in words', () => {
		expect(spanWords('2025-08-01', '2026-08-01')).toBe('a year');
		expect(spanWords('2024-08-01', '2026-08-01')).toBe('2 years');
		expect(spanWords('2026-05-01', '2026-08-01')).toBe('3 months');
		expect(othersSentence([])).toBe('');
		expect(othersSentence([{ percent: 28 }, { percent: 71 }])).toContain('between 28% and 71%');
		expect(rangeSentence([{ percent: 28 }])).toBe('');
		expect(rangeSentence([{ percent: 28 }, { percent: 71 }, { percent: 40 }])).toBe(
			'3 poll results range from 28% to 71%.'
		);
		expect(changeWords({ value: 33, unit: 'points', since: '2025-08' })).toBe(
			'+33 points since Aug 2025'
		);
		expect(changeWords({ value: 642, unit: 'actions', since: 'the 12 months before' })).toBe(
			'642 more than in the 12 months before'
		);
	});
});
