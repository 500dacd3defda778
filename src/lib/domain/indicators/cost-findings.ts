import {
	changeInPercent,
	seriesIn,
	type Evidence,
	type IndicatorFinding,
	evidenceIn
} from '../text/evidence.ts';
import { formatNumber, readable, withUnit } from '../text/format.ts';
import { inTime, linesOf, newestOf, type Observation, yearsBefore } from './indicators.ts';
import { NONE_OUTDATED, newestPeriod, type Outdated } from '../history/outdated.ts';
import type { Cheapest, Gap } from '../prices/price-statistics.ts';

/**
 * What each builder spent in its newest quarter against the same quarter a year before. Those of the newest quarter
 * come first, and a quarter that is not the same for all is named with each.
 */
export function capexFinding(
	rows: readonly Observation[],
	on: string,
	outdated: Outdated = NONE_OUTDATED
): IndicatorFinding | null {
	const compared = linesOf(rows).flatMap((line) => {
		const now = newestOf(line, on);
		const before = now && yearsBefore(line, now, 1);
		const change = now && before ? changeInPercent(now.value, before.value) : null;
		return now && before && change !== null ? [{ now, before, change }] : [];
	});
	const sorted = compared.toSorted((a, b) => inTime(b.now, a.now) || b.now.value - a.now.value);
	const [first] = sorted;
	if (!first) return null;
	const spanOf = ({ now, before }: typeof first) =>
		`in ${newestPeriod(now, outdated)} against ${readable(before.date)}`;
	const isOneSpan = new Set(sorted.map(spanOf)).size === 1;
	const words = sorted.map(
		(one) =>
			`${one.now.subject ?? one.now.series_title} ${withUnit(one.now.value, one.now.unit)}${isOneSpan ? ` (${one.change})` : ` ${spanOf(one)} (${one.change})`}`
	);
	return {
		id: 'capex',
		headline: `${first.now.subject ?? first.now.series_title} spent ${withUnit(first.now.value, first.now.unit)} in ${newestPeriod(first.now, outdated)}, ${first.change} from ${readable(first.before.date)}`,
		region: first.now.region,
		series: seriesIn(sorted.map(({ now }) => now)),
		sentence: `Capital spending in cash, ${isOneSpan ? spanOf(first) : 'newest quarter of each, not all the same'}: ${words.join(', ')}.`,
		evidence: sorted.flatMap(({ now, before }) => evidenceIn([now, before]))
	};
}

const TIER_UNIT = 'USD per million tokens';

const priceEvidence = ({ offer, price }: Pick<Cheapest, 'offer' | 'price'>): Evidence => ({
	label: offer.model_name,
	value: price,
	unit: TIER_UNIT,
	date: offer.date ?? '',
	kind: 'list price',
	record: offer.model_price_id,
	publisher: offer.publisher,
	source_url: offer.source_url,
	tier: offer.tier,
	independent_sources: offer.independent_sources
});

/** A model by its name, with the day since when its price is known, where nobody has seen it for too long. */
const offerWords = ({ model_name, model_price_id, date }: Cheapest['offer'], outdated: Outdated) =>
	`${model_name}${outdated.has(model_price_id) ? `, ${date === null ? '' : `price of ${readable(date)}, `}outdated` : ''}`;

/** The cheapest list price of each class on a day. */
export function cheapestFinding(
	classes: readonly { label: string; cheapest: Cheapest }[],
	measureWords: string,
	on: string,
	outdated: Outdated = NONE_OUTDATED
): IndicatorFinding | null {
	if (classes.length === 0) return null;
	const words = classes.map(
		({ label, cheapest }) =>
			`${label.toLowerCase()} ${withUnit(cheapest.price, TIER_UNIT)} (${offerWords(cheapest.offer, outdated)})`
	);
	const unsure = classes.flatMap(({ label, cheapest }) =>
		cheapest.unsure ? [{ label, ...cheapest.unsure }] : []
	);
	const perhaps = unsure
		.map(
			({ label, offer, price }) =>
				`${label.toLowerCase()} ${withUnit(price, TIER_UNIT)} (${offer.model_name})`
		)
		.join(', ');
	return {
		id: 'cheapest',
		headline: `The cheapest ${words[0]?.replace(/ \$/, ' model lists at $') ?? ''} per million tokens`,
		region: 'WLD',
		series: [],
		sentence: `Cheapest list price per million tokens on ${readable(on)}, ${measureWords}: ${words.join(', ')}.${perhaps === '' ? '' : ` Cheaper, but may be discontinued: ${perhaps}.`}`,
		evidence: [...classes.map(({ cheapest }) => cheapest), ...unsure].map(priceEvidence)
	};
}

/** How the cheapest closed model of a class compares with the cheapest with open weights. */
export function gapFinding(
	gap: Gap | null,
	label: string,
	outdated: Outdated = NONE_OUTDATED
): IndicatorFinding | null {
	if (gap === null) return null;
	const { open, closed, ratio } = gap;
	const relation = ratio === null ? '' : `: ${ratioWords(ratio)}`;
	return {
		id: 'gap',
		headline: `Cheapest ${label.toLowerCase()} models: ${withUnit(open.price, TIER_UNIT)} with open weights, ${withUnit(closed.price, TIER_UNIT)} closed`,
		region: 'WLD',
		series: [],
		sentence: `Among ${label.toLowerCase()} models, the cheapest with open weights lists at ${withUnit(open.price, TIER_UNIT)} (${offerWords(open.offer, outdated)}), the cheapest closed one at ${withUnit(closed.price, TIER_UNIT)} (${offerWords(closed.offer, outdated)})${relation}.`,
		evidence: [priceEvidence(open), priceEvidence(closed)]
	};
}

/** How many times as much one of two costs, from closed price divided by open price. */
function ratioWords(ratio: number): string {
	const [times, dearer] = ratio >= 1 ? [ratio, 'closed'] : [1 / ratio, 'open'];
	if (times === 1) return 'the same';
	const shown = formatNumber(times, 1);
	return shown === '1'
		? `the ${dearer} one costs slightly more`
		: `the ${dearer} one costs ${shown} times as much`;
}
