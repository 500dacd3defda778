import type { Stryker } from '@stryker-mutator/core';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** What became of one change. */
type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

const NOTICED: readonly string[] = ['Killed', 'Timeout'];
const MISSED: readonly string[] = ['Survived', 'NoCoverage'];

const among = (mutants: readonly MutantResult[], states: readonly string[]) =>
	mutants.filter(({ status }) => states.includes(status));

/** Percent of the changes tried that a test noticed; 100 where none was tried. */
export function score(mutants: readonly MutantResult[]): number {
	const noticed = among(mutants, NOTICED).length;
	const tried = noticed + among(mutants, MISSED).length;
	return tried === 0 ? 100 : (100 * noticed) / tried;
}

/** Every change that no test noticed, by its place, then how many there were of each kind. */
export function summary(mutants: readonly MutantResult[]): string {
	const missed = among(mutants, MISSED);
	const tried = missed.length + among(mutants, NOTICED).length;
	const static_ = mutants.filter(({ statusReason }) => statusReason?.startsWith('Static')).length;
	const failed = among(mutants, ['RuntimeError', 'CompileError']).length;
	return [
		...missed.map(lineOf).sort(),
		`${tried} tried, ${tried - missed.length} noticed (${score(mutants).toFixed(1)}%), ${missed.length} missed, ` +
			`${static_} in code that runs at import and not tried, ${failed} that do not run`
	].join('\n');
}

function lineOf({ fileName, location, mutatorName, replacement, status }: MutantResult): string {
	const { start, end } = location;
	const lines = readFileSync(fileName, 'utf8')
		.split('\n')
		.slice(start.line - 1, end.line);
	const last = (lines.pop() ?? '').slice(0, end.column - 1);
	const was = [...lines, last].join('\n').slice(start.column - 1);
	const place = `${relative(process.cwd(), fileName)}:${start.line}:${start.column}`;
	const untested = status === 'NoCoverage' ? ' (no test runs it)' : '';
	return `${place} ${mutatorName}: ${short(was)} -> ${short(replacement ?? '')}${untested}`;
}

const short = (code: string) => {
	const line = code.replace(/\s+/g, ' ');
	return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};
