import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#lib/domain/dates.ts';
import {
	averageHeadline,
	averageSentence,
	estimateBehind,
	estimateChange,
	estimateFigure,
	estimateFinding,
	estimateHeadline,
	estimateSentence,
	methodReason,
	pollsHeadline,
	pollsterNames,
	wavesSentence
} from '#lib/domain/polls/estimate.ts';

const ABOUT = {
	label: 'Oppose a data center nearby (similar questions)',
	region: 'US',
	region_name: 'United States',
	polls: 5,
	wordings: 2,
	change: { from: '2025-08-11', change: 32.25, low95: 24, high95: 40.5 }
};
const day = (date: string, estimate: number) => ({
	date,
	estimate,
	low95: estimate - 5,
	high95: estimate + 5
});
const DAYS = [day('2025-08-11', 33), day('2025-08-16', 33.4), day('2026-08-16', 65.2)];
const HOUSES = ['Puck', 'Harbor Poll', 'Harbor Poll', 'Gallup', 'Harbor Poll'];
const finding = (about: Partial<typeof ABOUT> = {}, days = DAYS) => {
	const found = estimateFinding({ ...ABOUT, ...about }, days, HOUSES);
	if (!found) throw new Error('no finding');
	return found;
};

describe('an average', () => {
	const average = {
		method: 'simple' as const,
		label: ABOUT.label,
		region: 'US',
		region_name: 'United States',
		day: '2026-07-10',
		estimate: 60.3,
		polls: 4,
		pollsters: 3
	};

	test('is told of its own day, with its window and polls', () => {
		expect(averageHeadline(average, '2026-11-30')).toBe(
			'About 60% opposed a data center nearby in Jul 2026: average of polls within 30 days'
		);
		expect(averageHeadline({ ...average, method: 'weighted' }, '2026-11-30')).toMatch(
			/: weighted average of polls within 56 days$/
		);
		expect(averageSentence(average)).toBe(
			'The average for Jul 10, 2026 is 60%, from 4 polls by 3 pollsters.'
		);
	});
});

test('the polls behind an estimate come first in their headline, with their place', () => {
	expect(pollsHeadline(finding(), '2026-11-30')).toBe(
		'5 polls combined: about 65% opposed a data center nearby in Aug 2026'
	);
	const virginia = { region: 'US-VA', region_name: 'Virginia' };
	expect(pollsHeadline(finding(virginia), '2026-11-30')).toBe(
		'5 polls combined in Virginia: about 65% opposed a data center nearby in Aug 2026'
	);
});

describe('an estimate as a figure of a place', () => {
	test('says of what, where and when it is, never of now', () => {
		expect(estimateFigure(finding())).toEqual({
			value: '65%',
			text: 'opposed a data center nearby in the United States on Aug 16, 2026: our estimate from 5 polls',
			interval: '95% interval: 60% to 70%',
			title: 'Oppose a data center nearby',
			basis: 'our estimate for Aug 16, 2026 from 5 polls by 3 pollsters'
		});
	});
});

describe('an estimate as a headline', () => {
	test('is of now within its limit, and of its month after it', () => {
		expect(estimateHeadline(finding(), '2026-11-14')).toBe(
			'About 65% oppose a data center nearby, up from 33% a year earlier'
		);
		expect(estimateHeadline(finding(), '2026-11-15')).toBe(
			'About 65% opposed a data center nearby in Aug 2026, up from 33% a year earlier'
		);
	});

	test('names its region, its first day where it is younger than a year, and no change where there is none', () => {
		const young = finding({ region: 'US-VA', region_name: 'Virginia' }, [
			day('2026-05-02', 60),
			day('2026-08-16', 52)
		]);
		expect(estimateHeadline(young, '2026-09-01')).toBe(
			'Virginia: about 52% oppose a data center nearby, down from 60% in May 2026'
		);
		const level = finding({ label: 'More concerned' }, [
			day('2025-08-16', 52),
			day('2026-08-16', 52.2)
		]);
		expect(estimateHeadline(level, '2026-09-01')).toBe(
			'“More concerned”: about 52% in Aug 2026, the same as a year earlier'
		);
		expect(estimateHeadline(finding({}, [day('2026-08-16', 52)]), '2026-09-01')).toBe(
			'About 52% oppose a data center nearby'
		);
		expect(estimateFinding(ABOUT, [], HOUSES)).toBeNull();
	});

	test('never says now, today or currently, on any day', () => {
		expect.hasAssertions();
		fc.assert(
			fc.property(fc.nat(2000), (later) => {
				const on = addDays('2026-08-16', later);
				const words = `${estimateHeadline(finding(), on)} ${estimateSentence(finding())} ${estimateBehind(finding(), on)}`;
				expect(words).not.toMatch(/\b(now|today|currently)\b/i);
				expect(words).toContain('Aug 16, 2026');
				expect(/\boppose\b/.test(words)).toBe(later <= 90);
			})
		);
	});
});

test('an estimate says its day, its interval and whose polls it rests on, those with most first', () => {
	expect(estimateSentence(finding())).toBe(
		'Our estimate for Aug 16, 2026 is 65% (95% interval: 60% to 70%).'
	);
	expect(estimateBehind(finding(), '2026-09-01')).toBe(
		'It combines 5 polls in 2 similar wordings by 3 pollsters: Harbor Poll, Gallup and Puck.'
	);
	const many = { ...finding(), pollsters: ['A', 'B', 'C', 'D', 'E', 'F'] };
	expect(estimateBehind(many, '2026-09-01')).toBe(
		'It combines 5 polls in 2 similar wordings by 6 pollsters.'
	);
	expect(pollsterNames(many)).toBe('A, B, C, D, E and F');
	expect(pollsterNames(finding())).toBeNull();
	expect(estimateBehind(finding(), '2026-12-01')).toMatch(/It includes no later poll\.$/);
	expect(estimateChange(finding())).toBe(
		'Up 32.3 points since Aug 11, 2025 (95% interval: 24 to 40.5).'
	);
	const faint = { from: '2025-08-11', change: -3, low95: -6.96, high95: 0.8494 };
	expect(estimateChange(finding({ change: faint }))).toBe(
		'Down 3 points since Aug 11, 2025 (95% interval: -7 to 0.8).'
	);
});

test('the polls of one question are told with their shares, the first and last with their months', () => {
	const wave = (date: string, percent: number) => ({ house: 'Harbor Poll', date, percent });
	expect(
		wavesSentence([wave('2025-08-11', 42), wave('2026-02', 52), wave('2026-08-16', 75.5)])
	).toBe(
		'Harbor Poll asked the same question three times and found 42% (Aug 2025), 52% and 75.5% (Aug 2026).'
	);
	expect(wavesSentence([wave('2025-08-11', 42)])).toBe('');
});

describe('an average', () => {
	const poll = (house: string, trend_date: string | null) => ({ house, trend_date });
	const three = [
		poll('Harbor Poll', '2026-05-01'),
		poll('Gallup', '2026-05-12'),
		poll('Puck', '2026-05-28')
	];
	const summary = { model: 'no' as const };

	test('is offered of three pollsters within its days', () => {
		expect(methodReason('simple', three, summary)).toBeNull();
		expect(methodReason('weighted', three, summary)).toBeNull();
		expect(methodReason('same', [], null)).toBeNull();
	});

	test('of fewer, or of three that are apart, says why it is not', () => {
		expect(methodReason('simple', three.slice(1), summary)).toBe(
			'needs 3 pollsters, and there are 2'
		);
		expect(methodReason('weighted', [poll('Puck', null)], summary)).toBe(
			'needs 3 pollsters, and there is 1'
		);
		const apart = [...three.slice(1), poll('Harbor Poll', '2026-04-28')];
		expect(methodReason('simple', apart, summary)).toBe(
			'needs 3 pollsters within 30 days, and there were 2 at most'
		);
		expect(methodReason('weighted', apart, summary)).toBeNull();
	});

	test('and an estimate say what they need where there is none', () => {
		expect(methodReason('model', three, summary)).toMatch(/^needs two pollsters/);
		expect(methodReason('model', three, { model: 'yes' })).toBeNull();
		expect(methodReason('simple', three, null)).toMatch(/^needs one question/);
	});
});
