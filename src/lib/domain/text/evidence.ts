import { articled } from './format.ts';
import { ESTIMATE_WORDS, type Observation } from '../indicators/indicators.ts';

/** A figure a finding rests on: what stands in its sentence, with where it comes from. */
export interface Evidence {
	label: string;
	value: number;
	unit: string;
	date: string;
	/** How the value was obtained, in words. */
	kind: string;
	record: string;
	publisher: string;
	source_url: string | null;
	tier: Observation['tier'];
	independent_sources: number;
}

/** A sentence computed from figures, and the figures. */
export interface IndicatorFinding {
	id: string;
	/** The finding in a few words, as a headline. */
	headline: string;
	sentence: string;
	evidence: Evidence[];
	/** Series behind it, for the way to their chart; empty for prices of models. */
	series: string[];
	region: string;
}

/** A figure as evidence, under a name of its own. */
export const evidenceOf = (row: Observation, label: string): Evidence => ({
	label,
	value: row.value,
	unit: row.unit,
	date: row.date,
	kind: ESTIMATE_WORDS[row.estimate],
	record: row.observation_id,
	publisher: row.publisher,
	source_url: row.source_url,
	tier: row.tier,
	independent_sources: row.independent_sources
});

/** Figures as evidence, each under the title of its series. */
export const evidenceIn = (rows: readonly Observation[]): Evidence[] =>
	rows.map((row) => evidenceOf(row, row.series_title));

/** The series values belong to, each once. */
export const seriesIn = (rows: readonly Observation[]) => [
	...new Set(rows.map(({ series_id }) => series_id))
];

/** `up 8.5%`, `down 2%`, `unchanged`; null where the earlier value is zero or less. */
export function changeInPercent(now: number, before: number): string | null {
	if (before <= 0) return null;
	if (now === before) return 'unchanged';
	const percent = Math.abs((now / before - 1) * 100).toLocaleString('en-US', {
		maximumFractionDigits: 1
	});
	if (percent === '0') return 'nearly unchanged';
	return `${now > before ? 'up' : 'down'} ${percent}%`;
}

/** Place of a region among others by a value, 1 the highest, and how many there are; null where it is not among them. */
export function rankOf(
	region: string,
	all: readonly Pick<Observation, 'region' | 'value'>[]
): { rank: number; of: number } | null {
	const own = all.find((row) => row.region === region);
	if (!own) return null;
	return { rank: all.filter(({ value }) => value > own.value).length + 1, of: all.length };
}

/** Whether a value is of a state of the US. */
export const isState = ({ region }: Pick<Observation, 'region'>) => /^US-[A-Z]{2}$/.test(region);

/** A region as it stands in a sentence. */
export const inWords = ({ region_name }: Pick<Observation, 'region_name'>) => articled(region_name);
