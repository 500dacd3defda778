/** Measures this checkout against plain work run beside it: `npm run bench -- [ingest|api|trend ...]`. */
import { readdirSync } from 'node:fs';
import { isHeld, ratioOf, type Measure } from './measure.ts';

const HELPERS = new Set(['index', 'measure']);
const folder = new URL('.', import.meta.url);

/** Every file of this folder that is no helper is a bench of its name. */
const benches = readdirSync(folder)
	.filter((name) => name.endsWith('.ts'))
	.map((name) => name.slice(0, -'.ts'.length))
	.filter((name) => !HELPERS.has(name));

async function main(wanted: string[]): Promise<number> {
	const unknown = wanted.filter((name) => !benches.includes(name));
	if (unknown.length > 0) {
		console.error(`no bench ${unknown.join(', ')}; there are ${benches.join(', ')}`);
		return 2;
	}
	let missed = 0;
	for (const name of wanted.length > 0 ? wanted : benches) {
		const { run } = (await import(new URL(`${name}.ts`, folder).href)) as {
			run: () => Promise<Measure[]>;
		};
		const measures = await run();
		console.log(`\n${name}`);
		console.table(measures.map(lineOf));
		missed += measures.filter((measure) => !isHeld(measure)).length;
	}
	if (missed > 0) console.error(`${missed} limits missed`);
	return missed > 0 ? 1 : 0;
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
