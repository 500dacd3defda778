import type { ComparedTable, Cells, RowChange } from './compared-tables.ts';
import { readable, withDates } from '../text/format.ts';

/** One cell that holds something else than before. */
interface CellChange {
	column: string;
	before: unknown;
	after: unknown;
}

/**
 * The cells of a row that changed, in the order of the columns.
 * @param columns columns that both releases have
 */
export const cellChanges = (
	before: Cells,
	after: Cells,
	columns: readonly string[]
): CellChange[] =>
	columns
		.filter((column) => known(before[column]) !== known(after[column]))
		.map((column) => ({
			column,
			before: known(before[column]),
			after: known(after[column])
		}));

const known = (value: unknown): unknown => value ?? null;

/**
 * What became of a row, in words.
 * @example 'sample size from 1000 to 1024; note set to “weighted by age”'
 */
export function changeInWords(
	{ change, before, after }: RowChange,
	columns: readonly string[]
): string {
	if (change === 'added') return 'added';
	if (change === 'removed') return 'removed';
	return cellChanges(before, after, columns).map(cellInWords).join('; ');
}

function cellInWords({ column, before, after }: CellChange): string {
	const name = column.replaceAll('_', ' ');
	if (before === null) return `${name} set to ${cell(after)}`;
	if (after === null) return `${name} emptied, was ${cell(before)}`;
	return `${name} from ${cell(before)} to ${cell(after)}`;
}

/** Dates as pages say them; words that run on are quoted, so that it shows where they end. */
const cell = (value: unknown): string => {
	const text = String(value);
	if (/^\d{4}-\d{2}(?:-\d{2})?$/.test(text)) return readable(text);
	return /\s/.test(text) ? `“${withDates(text)}”` : text;
};

/** Looks up how what a row refers to is called; null where neither release knows it. */
export interface Names {
	region: (code: string) => string | null;
	place: (id: string) => string | null;
	series: (id: string) => { title: string; unit: string } | null;
	question: (id: string) => { summary: string; poll_id: string } | null;
	poll: (id: string) => { house: string; region: string; date: string } | null;
}

/** What a row is about: how a person would call it, and where it stands in space and time. */
export interface About {
	record: string;
	region: string | null;
	date: string | null;
}

/** Names a row for people, and places it. */
export function aboutOf(table: ComparedTable, row: Cells, names: Names): About {
	const about = ABOUT[table](row, names);
	return about.record === '' ? { ...about, record: table.replaceAll('_', ' ') } : about;
}

const text = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';
/** A date as pages say it; other text stays as it is. */
const said = (date: unknown): string => readable(text(date));
const textOrNull = (value: unknown): string | null => (text(value) === '' ? null : text(value));
const words = (value: unknown): string => text(value).replaceAll('_', ' ');
const list = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');
const regionOf = (code: unknown, names: Names): string => names.region(text(code)) ?? text(code);
const nowhere = (record: string, date: unknown = null): About => ({
	record,
	region: null,
	date: textOrNull(date)
});

const pollName = (house: string, region: string, date: string, names: Names): string =>
	`Poll by ${list([house, regionOf(region, names), said(date)])}`;

/** A question and its answers stand where their poll does. */
function ofQuestion(id: string, names: Names, wording: (of: string) => string): About {
	const question = names.question(id);
	const poll = question && names.poll(question.poll_id);
	const of = poll ? `, ${pollName(poll.house, poll.region, poll.date, names)}` : '';
	return {
		record: wording(`${question?.summary ?? id}${of}`),
		region: poll?.region ?? null,
		date: poll?.date ?? null
	};
}

const ABOUT: Record<ComparedTable, (row: Cells, names: Names) => About> = {
	polls: (row, names) => {
		const date = textOrNull(row['date'] ?? row['field_end'] ?? row['published']);
		return {
			record: pollName(text(row['house']), text(row['region']), date ?? '', names),
			region: textOrNull(row['region']),
			date
		};
	},
	questions: ({ question_id, summary, poll_id }, names) => {
		const own: Names = {
			...names,
			question: () => ({ summary: text(summary), poll_id: text(poll_id) })
		};
		return ofQuestion(text(question_id), own, (of) => `Question: ${of}`);
	},
	answers: ({ question_id, option, subgroup }, names) =>
		ofQuestion(
			text(question_id),
			names,
			(of) =>
				`Answer “${words(option)}”, ${subgroup === 'all' ? 'everyone' : words(subgroup)}: ${of}`
		),
	actions: ({ place_id, region, action_type, decision, date }, names) => ({
		record: `${names.place(text(place_id)) ?? regionOf(region, names)}: ${list([`${words(action_type)} ${words(decision)}`.trim(), said(date)])}`,
		region: textOrNull(region),
		date: textOrNull(date)
	}),
	series: ({ title, unit }) => nowhere(`Series: ${list([text(title), text(unit)])}`),
	observations: ({ series_id, region, period, vintage }, names) => {
		const series = names.series(text(series_id));
		const published = text(vintage) === '' ? '' : `published ${said(vintage)}`;
		return {
			record: list([
				series?.title ?? text(series_id),
				regionOf(region, names),
				said(period),
				published
			]),
			region: textOrNull(region),
			date: textOrNull(period)
		};
	},
	model_prices: ({ model, model_name, host, valid_from }) =>
		nowhere(
			`Price of ${text(model_name) || text(model)}${text(host) === '' ? '' : ` at ${text(host)}`}${text(valid_from) === '' ? '' : `, from ${said(valid_from)}`}`,
			valid_from
		),
	claims: ({ claim, date }) => nowhere(`Claim: ${text(claim)}`, date),
	claim_records: ({ claim_id, record_kind, record_id }) =>
		nowhere(`Evidence of claim ${text(claim_id)}: ${words(record_kind)} ${text(record_id)}`),
	sources: ({ title, publisher, published }) =>
		nowhere(`Source: ${list([text(title), text(publisher)])}`, published),
	citations: ({ record_kind, record_id, source_id }) =>
		nowhere(`Citation of ${words(record_kind)} ${text(record_id)}: source ${text(source_id)}`),
	places: ({ name, place_kind, region }, names) => ({
		record: `Place: ${list([text(name), words(place_kind), regionOf(region, names)])}`,
		region: textOrNull(region),
		date: null
	}),
	regions: ({ region, name }) => ({
		record: `Region: ${list([text(name), text(region)])}`,
		region: textOrNull(region),
		date: null
	}),
	region_aliases: ({ alias, region, name }) => ({
		record: `Region code: ${text(alias)}, ${text(name)}, for ${text(region)}`,
		region: textOrNull(region),
		date: null
	}),
	populations: ({ region }, names) => ({
		record: `Population: ${regionOf(region, names)}`,
		region: textOrNull(region),
		date: null
	}),
	vocabulary: ({ kind, value }) => nowhere(`Word: ${words(kind)} ${text(value)}`),
	pools: ({ pool, wording_group }) => nowhere(`Pool: ${words(pool)}, ${words(wording_group)}`),
	fresh_limits: ({ record_kind, of_kind }) =>
		nowhere(`Limit of freshness: ${words(record_kind)}, ${words(of_kind)}`),
	vote_rules: ({ vote_rule }) => nowhere(`What counts as a vote: ${text(vote_rule)}`),
	grid_areas: ({ region, grid }, names) => ({
		record: `Grid area: ${regionOf(region, names)}, ${text(grid)}`,
		region: textOrNull(region),
		date: null
	}),
	short_names: ({ short_name, region }, names) => ({
		record: `Short name: ${text(short_name)}, ${regionOf(region, names)}`,
		region: textOrNull(region),
		date: null
	}),
	series_roles: ({ role, series_id }) =>
		nowhere(`Role of a series: ${words(role)}, ${text(series_id)}`)
};
