import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';

const PAGE = readFileSync('docs/architecture.md', 'utf8');
/** A walk is a block below a heading of the third level. */
const WALKS = [...PAGE.matchAll(/^### (.+)\n\n```\n([^`]+)```/gm)].map(
	([, title = '', lines = '']) => ({ title, lines: lines.trimEnd().split('\n') })
);

/** Files that a file imports, from the root of the project. */
const importsOf = (file: string): string[] =>
	[...readFileSync(file, 'utf8').matchAll(/(?:from\s*|import\s*\(?\s*)'([^']+)'/g)].flatMap(
		([, from = '']) =>
			from.startsWith('#lib/')
				? [from.replace('#lib/', 'src/lib/')]
				: from.startsWith('.')
					? [posix.join(posix.dirname(file), from)]
					: []
	);

interface Step {
	file: string;
	/** The file that imports it; null where data is handed on without an import. */
	by: string | null;
}

/** The steps of a walk: each is imported by the nearest one above that stands further left. */
function stepsOf(lines: readonly string[]): Step[] {
	const above: { indent: number; file: string }[] = [];
	return lines.map((line) => {
		const isHandedOn = line.startsWith('↓') || above.length === 0;
		const bare = line.replace('↓ ', '');
		const indent = bare.length - bare.trimStart().length;
		const file = bare.trim();
		while (above.length > 0 && (above.at(-1)?.indent ?? 0) >= indent) above.pop();
		const by = isHandedOn ? null : (above.at(-1)?.file ?? null);
		above.push({ indent, file });
		return { file, by };
	});
}

describe('the page about the house', () => {
	test('has three walks', () => {
		expect(WALKS.map(({ lines }) => lines.length > 5)).toEqual([true, true, true]);
	});

	test.each(WALKS)('$title: every file is there, and imported as the walk says', ({ lines }) => {
		const steps = stepsOf(lines);
		expect(steps.filter(({ file }) => !existsSync(file))).toEqual([]);
		expect(steps.filter(({ file, by }) => by !== null && !importsOf(by).includes(file))).toEqual(
			[]
		);
	});

	test.each(WALKS)('$title: is short enough to hold in the head', ({ lines }) => {
		expect(lines.length).toBeLessThanOrEqual(20);
	});

	test('names folders that are there', () => {
		const named = [...PAGE.matchAll(/`((?:ingest|api|dataset|domain)\/[\w/-]+)`/g)].map(
			([, name = '']) => (name.startsWith('domain') ? `src/lib/${name}` : `src/lib/server/${name}`)
		);
		expect(named.length).toBeGreaterThan(8);
		expect(named.filter((folder) => !existsSync(folder))).toEqual([]);
	});
});

test('the guide to adding things names files that are there', () => {
	const guide = readFileSync('CONTRIBUTING.md', 'utf8');
	const paths = [...guide.matchAll(/`((?:src|scripts|tests|data|docs)\/[\w./-]+)`/g)];
	expect(paths.map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([]);
	const there = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((file) =>
		posix.basename(file)
	);
	const names = [...guide.matchAll(/`(?:[\w-]+\/)*([\w-]+\.ts)`/g)].map(([, name = '']) => name);
	expect(names.length).toBeGreaterThan(5);
	expect(names.filter((name) => ![...there, 'asked.ts'].includes(name))).toEqual([]);
});
