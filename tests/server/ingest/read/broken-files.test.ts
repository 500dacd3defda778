import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatProblem } from '#lib/server/ingest/problems.ts';
import { ANSWERS, csv, OBSERVATIONS, OVERRIDES, REGIONS, SOURCES, Workshop } from '../harness.ts';

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
});
afterEach(() => workshop.remove());

/** One broken folder, and the whole message it earns. */
interface Broken {
	what: string;
	files: Record<string, string | Buffer>;
	code: string;
	message: RegExp;
}

const observation = (cells: string) => ({ 'observations.csv': csv(OBSERVATIONS, cells) });
const BROKEN: Broken[] = [
	{
		what: 'semicolons and commas between the names of columns',
		files: {
			'observations.csv': csv(
				`${OBSERVATIONS.replaceAll(',', ';')},x`,
				's1;US;2026;1;;;actual;;gazette;'
			)
		},
		code: 'wrong_delimiter',
		message:
			/^mine\/observations\.csv:1: the first line separates cells by semicolons and by commas; use one/
	},
	{
		what: 'UTF-16 without a byte order mark',
		files: { 'observations.csv': Buffer.from(csv(OBSERVATIONS), 'utf16le') },
		code: 'utf16',
		message:
			/^mine\/observations\.csv: the file is no text, or UTF-16 without a byte order mark; save/
	},
	{
		what: 'Latin-1',
		files: { 'sources.csv': Buffer.from(csv(SOURCES, 'a,A,B,own', 'b,Caf\u00e9,B,own'), 'latin1') },
		code: 'invalid_utf8',
		message: /^mine\/sources\.csv:3: bytes that are not UTF-8/
	},
	{
		what: 'no header',
		files: { 'observations.csv': 's1,US,2026,1,,,actual,,gazette,\n' },
		code: 'missing_header',
		message:
			/^mine\/observations\.csv:1: the first line names no column of this table.*expected: series_id,/
	},
	{
		what: 'an empty file',
		files: { 'observations.csv': '' },
		code: 'missing_header',
		message: /the file is empty; the first line must name the columns/
	},
	{
		what: 'a misspelt column',
		files: { 'observations.csv': csv(OBSERVATIONS.replace('vintage', 'vintge')) },
		code: 'unknown_column',
		message:
			/^mine\/observations\.csv:1: vintge: observations has no such column; did you mean "vintage"\?/
	},
	{
		what: 'a missing column',
		files: { 'observations.csv': csv('series_id,region,period,value,source_id') },
		code: 'missing_column',
		message: /estimate: the header lacks this column; observations needs it/
	},
	{
		what: 'a column named twice',
		files: { 'observations.csv': csv(`${OBSERVATIONS},note`) },
		code: 'repeated_column',
		message: /note: the header names this column twice/
	},
	{
		what: 'a column that ingestion computes',
		files: { 'observations.csv': csv(`${OBSERVATIONS},tier`) },
		code: 'derived_column',
		message: /tier: ingest computes this column; remove it/
	},
	{
		what: 'a value in a column without a name',
		files: { 'observations.csv': csv(`${OBSERVATIONS},`, 's1,US,2026,1,,,actual,,gazette,,7') },
		code: 'nameless_value',
		message: /^mine\/observations\.csv:2: "7" is in cell 11, for which the header has no name/
	},
	{
		what: 'a ragged row',
		files: observation('s1,US,2026,1,234,,,actual,,gazette,'),
		code: 'ragged_row',
		message:
			/^mine\/observations\.csv:2: 11 cells where the header has 10; check for a missing comma/
	},
	{
		what: 'a space before a quote',
		files: observation('s1,US,2026,1,,,actual,,gazette, "one, two"'),
		code: 'ragged_row',
		message: /a space stands before an opening quote/
	},
	{
		what: 'an unclosed quote at the end',
		files: {
			'observations.csv': csv(
				OBSERVATIONS,
				's1,US,2026,1,,,actual,,gazette,',
				's1,US,2027,1,,,actual,,gazette,"open',
				's1,US,2028,1,,,actual,,gazette,'
			)
		},
		code: 'unclosed_quote',
		message: /^mine\/observations\.csv:3: a quote opened in this row is never closed/
	},
	{
		what: 'an unclosed quote before a quoted cell',
		files: {
			'observations.csv': csv(
				OBSERVATIONS,
				's1,US,2027,1,,,actual,,gazette,"open',
				's1,US,2028,1,,,actual,,gazette,"x"'
			)
		},
		code: 'unclosed_quote',
		message: /^mine\/observations\.csv:2: a quote opened in this row is never closed/
	},
	{
		what: 'text beside a quote',
		files: observation('s1,US,2026,1,,,actual,,gazette,"one" two'),
		code: 'stray_quote',
		message: /^mine\/observations\.csv:2: text is next to a quote/
	},
	{
		what: 'an id twice',
		files: { 'sources.csv': csv(SOURCES, 'x,A,B,own', 'x,C,D,own') },
		code: 'duplicate_id',
		message:
			/^mine\/sources\.csv:3: source_id "mine:x": the same id is used at mine\/sources\.csv:2/
	},
	{
		what: 'a compound key twice, across files',
		files: {
			'observations/a.csv': csv(OBSERVATIONS, 's1,US,2026,1,,,actual,,gazette,'),
			'observations/b.csv': csv(
				OBSERVATIONS,
				's1,US,2027,1,,,actual,,gazette,',
				's1,US,2026,2,,,actual,,gazette,'
			)
		},
		code: 'duplicate_id',
		message:
			/^mine\/observations\/b\.csv:3: series_id\|region\|period\|vintage "s1\|US\|2026\|": the same key stands at mine\/observations\/a\.csv:2/
	},
	{
		what: 'a key twice, once under an alias of its region',
		files: {
			'observations.csv': csv(
				OBSERVATIONS,
				's1,US-CT-09001,2026,1,,,actual,,gazette,',
				's1,US-CT-09120,2026,1,,,actual,,gazette,'
			)
		},
		code: 'duplicate_id',
		message: /^mine\/observations\.csv:3: .*stands at mine\/observations\.csv:2/
	},
	{
		what: 'a shared code with other words',
		files: { 'regions.csv': csv(REGIONS, 'US-VA,Old Dominion,state,US') },
		code: 'duplicate_id',
		message:
			/^mine\/regions\.csv:2: region "US-VA": stands at groundswell\/regions\.csv:5 with other words/
	},
	{
		what: 'a reference to nothing',
		files: observation('s9,US,2026,1,,,actual,,gazette,'),
		code: 'dangling_reference',
		message:
			/^mine\/observations\.csv:2: series_id "s9": no such id in series; did you mean "s1"\?; add it to series\.csv/
	},
	{
		what: 'a citation of nothing',
		files: {
			'citations.csv': csv('record_kind,record_id,source_id', 'observation,s1|US|1999|,gazette')
		},
		code: 'dangling_reference',
		message:
			/record_id "s1\|US\|1999\|": no such observation; write series_id\|region\|period\|vintage/
	},
	{
		what: 'an unknown region',
		files: observation('s1,US-VX,2026,1,,,actual,,gazette,'),
		code: 'unknown_region',
		message:
			/^mine\/observations\.csv:2: region "US-VX": unknown; did you mean "US-VA"\?; write a code of regions\.csv, .* or a name, as Virginia/
	},
	{
		what: 'a county without its state',
		files: observation('s1,Loudoun,2026,1,,,actual,,gazette,'),
		code: 'unknown_region',
		message: /region "Loudoun": unknown; did you mean "Loudoun County, Virginia"\?/
	},
	{
		what: 'a county with its state, written otherwise',
		files: observation('s1,Loudon Cnty Virginia,2026,1,,,actual,,gazette,'),
		code: 'unknown_region',
		message: /region "Loudon Cnty Virginia": unknown; did you mean "Loudoun County, Virginia"\?/
	},
	{
		what: 'an unknown word of the vocabulary',
		files: { 'answers.csv': csv(ANSWERS, 'q1,all,all,opose,oppose,net,50,,,') },
		code: 'unknown_word',
		message: /option "opose": no option of that name in vocabulary\.csv; did you mean "oppose"\?/
	},
	{
		what: 'a word that is not in a closed list',
		files: observation('s1,US,2026,1,,,actul,,gazette,'),
		code: 'unknown_value',
		message:
			/estimate "actul": expected one of actual, estimate, projection, reported_claim; did you mean "actual"\?/
	},
	{
		what: 'percents as fractions',
		files: {
			'answers.csv': csv(
				ANSWERS,
				'q1,all,women,oppose,oppose,net,0.6,,,',
				'q1,all,women,support,support,net,0.4,,,'
			),
			'vocabulary.csv': csv('kind,value,label', 'subgroup,women,Women')
		},
		code: 'fractions',
		message:
			/^mine\/answers\.csv: percent "0\.6": is the largest of 2 values that are not 0; percents are 0-100/
	},
	{
		what: 'a date as month/day/year',
		files: observation('s1,US,3/14/2026,1,,,actual,,gazette,'),
		code: 'slashed_date',
		message: /period "3\/14\/2026": dates are .*; if this is month\/day\/year, write 2026-03-14/
	},
	{
		what: 'a day that does not exist',
		files: observation('s1,US,2026-02-31,1,,,actual,,gazette,'),
		code: 'bad_date',
		message: /period "2026-02-31": expected a real date/
	},
	{
		what: 'a number with thousands separators',
		files: observation('s1,US,2026,"1,234",,,actual,,gazette,'),
		code: 'bad_number',
		message:
			/value "1,234": expected a number: digits with a dot as decimal sign and nothing else, so write 1234$/
	},
	{
		what: 'a number with a decimal comma',
		files: observation('s1,US,2026,"1.234,5",,,actual,,gazette,'),
		code: 'bad_number',
		message: /so write 1234\.5$/
	},
	{
		what: 'a percent sign',
		files: { 'answers.csv': csv(ANSWERS, 'q1,all,all,oppose,oppose,net,42%,,,') },
		code: 'bad_number',
		message: /percent "42%": expected a number from 0 to 100 \(percent\): .*, so write 42$/
	},
	...['NaN', 'Infinity', '0x10', '1e999', '--1', 'n/a'].map((value) => ({
		what: `${value} for a number`,
		files: observation(`s1,US,2026,${value},,,actual,,gazette,`),
		code: 'bad_number',
		message: new RegExp(`value "${value}": expected a number`)
	})),
	{
		what: 'a number out of range',
		files: { 'answers.csv': csv(ANSWERS, 'q1,all,all,oppose,oppose,net,142,,,') },
		code: 'out_of_range',
		message: /percent "142": expected a number from 0 to 100/
	},
	{
		what: 'an empty cell that is needed',
		files: observation('s1,US,2026,,,,actual,,gazette,'),
		code: 'missing_value',
		message: /value "": empty; a number is needed/
	},
	{
		what: 'a row without a source',
		files: observation('s1,US,2026,1,,,actual,,,'),
		code: 'missing_value',
		message: /source_id "": empty/
	},
	{
		what: 'low above value',
		files: observation('s1,US,2026,1,2,,actual,,gazette,'),
		code: 'range',
		message: /low "2": is above value \(1\)/
	},
	{
		what: 'a region that contains itself',
		files: { 'regions.csv': csv(REGIONS, 'XA,A,country,XB', 'XB,B,country,XA') },
		code: 'cycle',
		message: /^mine\/regions\.csv:2: parent "XB": these rows refer to each other in a circle/
	},
	{
		what: 'an id with a bar',
		files: { 'sources.csv': csv(SOURCES, 'a|b,A,B,own') },
		code: 'bad_text',
		message: /source_id "a\|b": expected an id without spaces, commas, \| or ~/
	},
	{
		what: 'a file of no table',
		files: { 'observation.csv': csv(OBSERVATIONS) },
		code: 'unknown_file',
		message: /^mine\/observation\.csv: no table has this name; did you mean "observations"\?/
	},
	{
		what: 'a folder of no table',
		files: { 'observation/a.csv': csv(OBSERVATIONS) },
		code: 'unknown_file',
		message: /^mine\/observation: no table has this name; did you mean "observations"\?/
	},
	{
		what: 'a folder named like a file',
		files: { 'polls.csv/a.txt': '' },
		code: 'unreadable_file',
		message: /^mine\/polls\.csv: this is a folder/
	},
	{
		what: 'a spreadsheet',
		files: { 'polls.xlsx': '' },
		code: 'other_format',
		message: /^mine\/polls\.xlsx: only CSV is read/
	},
	{
		what: 'an empty folder',
		files: {},
		code: 'no_files',
		message: /holds no CSV file; name files after their tables/
	},
	{
		what: 'an override of a row that is not there',
		files: { 'overrides.csv': csv(OVERRIDES, 'polls,p9,house,Other,gazette,why') },
		code: 'dangling_reference',
		message: /^mine\/overrides\.csv:2: id "p9": the embedded polls have no such row/
	},
	{
		what: 'an override of a table that is not there',
		files: { 'overrides.csv': csv(OVERRIDES, 'poll,p1,house,Other,gazette,why') },
		code: 'unknown_table',
		message: /table "poll": no such table to change; did you mean "polls"\?/
	},
	{
		what: 'an override of a column that is not there',
		files: { 'overrides.csv': csv(OVERRIDES, 'polls,p1,hose,Other,gazette,why') },
		code: 'unknown_column',
		message: /column "hose": polls has no such column; did you mean "house"\?/
	},
	{
		what: 'an override of an id',
		files: { 'overrides.csv': csv(OVERRIDES, 'polls,p1,poll_id,p2,gazette,why') },
		code: 'key_column',
		message: /column "poll_id": this column identifies the row/
	},
	{
		what: 'an override with a bad value',
		files: { 'overrides.csv': csv(OVERRIDES, 'answers,q1|all|oppose,percent,160,gazette,why') },
		code: 'out_of_range',
		message:
			/^mine\/overrides\.csv:2: value "160": answers\.percent: expected a number from 0 to 100/
	},
	{
		what: 'two overrides of one cell',
		files: {
			'overrides.csv': csv(
				OVERRIDES,
				'polls,p1,house,A,gazette,why',
				'polls,p1,house,B,gazette,why'
			)
		},
		code: 'duplicate_id',
		message:
			/^mine\/overrides\.csv:3: column "house": the same cell is changed at mine\/overrides\.csv:2/
	}
];

describe('a broken folder', () => {
	it('is told of a file that cannot be read once, not again by every row that refers to it', () => {
		const result = workshop.with({
			'vocabulary.csv': csv('kind,value,lable', 'option,maybe,Maybe'),
			'sources.csv': csv('source_id,title,publisher,teir', 'own1,A,B,own'),
			'answers.csv': csv(ANSWERS, 'q1,all,all,maybe,other,net,160,,,'),
			'observations.csv': csv(OBSERVATIONS, 's1,US,2020,1,,,actual,,own1,')
		});
		expect(result.problems.map(({ code }) => code).sort()).toEqual([
			'missing_column',
			'missing_column',
			'out_of_range',
			'unknown_column',
			'unknown_column'
		]);
	});

	it.each(BROKEN)('with $what is refused with its own message', ({ files, code, message }) => {
		const result = workshop.with(files);
		expect(result.status).toBe('invalid');
		const found = result.problems.filter((problem) => problem.code === code);
		expect(found.map(formatProblem).join('\n')).toMatch(message);
		expect(found.map(formatProblem).length).toBeGreaterThan(0);
	});
});
