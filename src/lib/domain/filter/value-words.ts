import { ESTIMATE_WORDS } from '../indicators/indicators.ts';
import { TERM_WORDS } from '../indicators/measures.ts';
import { MECHANISM_WORDS } from '../actions/words/mechanism-words.ts';
import { MEASURE_WORDS } from '../prices/prices.ts';
import { formatNumber, readable, TIER_WORDS, words } from '../text/format.ts';
import { FILTER_KEYS, type FilterName } from './keys.ts';

/** Values that people call otherwise than addresses do, by filter. */
const CALLED: Readonly<Partial<Record<FilterName, Readonly<Record<string, string>>>>> = {
	scope: { within: 'with places inside', exact: 'without places inside' },
	tier: TIER_WORDS,
	stance: { oppose: 'against data centers', support: 'for data centers' },
	followed: { yes: 'the one tracked over time', all: 'all' },
	population: { all: 'everyone asked' },
	mechanism: MECHANISM_WORDS,
	estimate: ESTIMATE_WORDS,
	measure: { blended: `a ${MEASURE_WORDS.blended}` },
	method: { simple: 'average', weighted: 'weighted average', model: 'estimate' },
	known: { now: 'all', then: 'those known on each day' },
	factor: { house: 'pollster', population: 'people asked', wording: 'wording' },
	basis: { as_known: 'what was known that day', hindsight: 'what was collected later' },
	on_record: {
		pending: 'a restriction pending',
		fight: 'another open fight',
		adopted: 'a restriction adopted',
		nothing: 'no records'
	},
	record_kind: { observation: 'value of a series', model_price: 'price of a model' },
	terms: TERM_WORDS
};

/**
 * A value of a filter as people read it, where no list of the release names it.
 * @example valueInWords('tier', 'primary') // 'original source'
 * @example valueInWords('from', '2026-09-16') // 'Sep 16, 2026'
 */
export function valueInWords(key: FilterName, value: string): string {
	const called = CALLED[key]?.[value];
	if (called !== undefined) return called;
	const { shape } = FILTER_KEYS[key];
	if (shape === 'words') return value;
	if (shape === 'date' || shape === 'dates') return readable(value);
	if (shape === 'amount') return formatNumber(Number(value));
	return words(value);
}
