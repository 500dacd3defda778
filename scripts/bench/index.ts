/**
 * Measures this checkout against plain work run beside it: `npm run bench -- [ingest|api|trend ...]`. With `--write` the
 * table in docs/speed.md is written anew, of the benches that are named.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { isHeld, ratioOf, type Measure } from './measure.ts';

const DOCS = 'docs/speed.md';
/** What stands before the table of a bench in the docs, and after. */
const marks = (name: string) => [`<!-- bench ${name} -->`, `<!-- end ${name} -->`] as const;

const HELPERS = new Set(['index', 'measure']);
const folder = new URL('.', import.meta.url);

/** Every file of this folder that is no helper is a bench of its name. */
const benches = readdirSync(folder)
	.filter((name) => name.endsWith('.ts'))
	.map((name) => name.slice(0, -'.ts'.length))
	.filter((name) => !HELPERS.has(name));

async function main(args: string[]): Promise<number> {
	const isWritten = args.includes('--write');
	const wanted = args.filter((name) => name !== '--write');
	const unknown = wanted.filter((name) => !benches.includes(name));
	if (unknown.length > 0) {
		console.error(`no bench ${unknown.join(', ')}; there are ${benches.join(', ')}`);
		return 2;
	}
	let missed = 0;
	for (const name of wanted.length > 0 ? wanted : benches) {
		const { run } = (await import(new URL(`${name}.ts`, folder).href)) as {
			run: () => AsyncIterable<Measure>;
		};
		console.log(`\n${name}`);
		const measures: Measure[] = [];
		// A run that is cut has said what it measured until then.
		for await (const measure of run()) {
			console.log(Object.values(lineOf(measure)).join('  '));
			measures.push(measure);
		}
		console.table(measures.map(lineOf));
		if (isWritten) writeTable(name, measures);
		missed += measures.filter((measure) => !isHeld(measure)).length;
	}
	if (missed > 0) console.error(`${missed} limits missed`);
	return missed > 0 ? 1 : 0;
}

function writeTable(name: string, measures: readonly Measure[]): void {
	const rows = measures.map((measure) => Object.values(lineOf(measure)));
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const [cpu] = cpus();
	const table = [
		`Measured on ${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}, load ${(loadavg()[0] ?? 0).toFixed(1)} at the end.`,
		'',
		line(['what', 'measured', 'beside it', 'ratio', 'limit', '']),
		line(Array.from({ length: 6 }, () => '---')),
		...rows.map(line)
	].join('\n');
	const [before, after] = marks(name);
	const docs = readFileSync(DOCS, 'utf8');
	const [head, tail] = [docs.split(before)[0], docs.split(after)[1]];
	if (head === undefined || tail === undefined) throw new Error(`${DOCS} has no place for ${name}`);
	writeFileSync(DOCS, `${head}${before}\n\n${table}\n\n${after}${tail}`);
}

function lineOf(measure: Measure): Record<string, string> {
	const { name, measured, reference, unit, limit, holds } = measure;
	return {
		what: name,
		measured: `${round(measured)} ${unit}`,
		reference: reference === null ? '' : `${round(reference)} ${unit}`,
		ratio: reference === null ? '' : round(ratioOf(measure)),
		limit: `${holds} ${limit}${reference === null ? ` ${unit}` : ''}`,
		'': isHeld(measure) ? 'ok' : 'MISSED'
	};
}

const round = (value: number) =>
	value.toLocaleString('en-US', { maximumSignificantDigits: 3, useGrouping: true });

process.exitCode = await main(process.argv.slice(2));
