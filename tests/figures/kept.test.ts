import { describe, expect, test } from 'vitest';
import type { Drawing, Figure } from '#lib/figures/figure.ts';
import { embeddedTable } from '#lib/figures/embed/embed-table.ts';
import { TABLES } from '#lib/figures/embed/embed-tables.ts';
import type { MapSpec } from '#lib/map/drawing/spec.ts';
import { chartLines, line } from '../charts/invented/spec-text.ts';
import { ENTRIES, siteOver } from '../server/image/site.ts';
import { kept, withoutRelease } from '../setup/kept.ts';

/** The specification and the sentences of every chart, map and table of the registry, on the invented data. */

const site = siteOver();

/** The map without its outlines. */
const mapLines = ({ frame: _frame, shapes, around, points, ...rest }: MapSpec): string[] => [
	line(rest),
	...shapes
		.filter(({ step }) => step !== 'none')
		.map(({ words, step, href }) => `  ${step}: ${words} (${href})`),
	`  of ${shapes.length} regions; ${around.length} around`,
	...points.map(
		({ label, mark, isOpen, isCoarse }) => `  ${line({ label, mark, isOpen, isCoarse })}`
	)
];

function linesOf(drawing: Drawing): string[] {
	switch (drawing.kind) {
		case 'chart':
			return [drawing.size, ...chartLines(drawing.spec)];
		case 'map':
			return mapLines(drawing.spec);
		case 'bars': {
			const { bars, ...rest } = drawing.spec;
			return [line(rest), ...bars.map((bar) => `  ${line(bar)}`)];
		}
		case 'effects': {
			const { rows, ...rest } = drawing.spec;
			return [line(rest), ...rows.map((row) => `  ${line(row)}`)];
		}
	}
}

const textOf = ({ drawing, release, query, ...words }: Figure): string =>
	withoutRelease(
		[
			...Object.entries(words).map(([key, value]) => `${key}: ${value}`),
			`query: ${line(query)}`,
			`drawing: ${drawing.kind}`,
			...linesOf(drawing)
		].join('\n'),
		release
	);

/** Figures switched to show something else: the name each is kept under, and its address. */
const SWITCHED = [
	[
		'chart-polls-known-then',
		'chart',
		'polls',
		{ region: 'US', method: 'model', pool: 'nearby', subgroup: 'all', known: 'then' }
	],
	['map-map-pending', 'map', 'map', { measure: 'pending', region: 'US-OH', on: '2026-05-20' }]
] as const;

describe('figures', () => {
	const files = kept('figures', '.txt', [
		...ENTRIES.map(([kind, id]) => `${kind}-${id}`),
		...SWITCHED.map(([name]) => name)
	]);
	test.each(SWITCHED)('%s shows and says what is kept', async (name, kind, id, query) => {
		const figure = await site.figure(kind, id, query);
		expect(figure).not.toBeNull();
		if (figure) await files.same(name, textOf(figure));
	});
	test.each(ENTRIES)('%s %s shows and says what is kept', async (kind, id) => {
		await files.same(`${kind}-${id}`, textOf(await site.example(kind, id)));
	});
});

describe('tables', () => {
	const files = kept('tables', '.txt', Object.keys(TABLES));
	test.each(Object.keys(TABLES))('%s shows and says what is kept', async (id) => {
		const search = new URLSearchParams(TABLES[id]?.example ?? {}).toString();
		const url = new URL(`http://site.invalid/embed/table/${id}?${search}`);
		const { columns, rows, page, release, ...words } = await embeddedTable(
			{ fetch: site.fetch, url },
			id
		);
		expect(rows.length > 0 || page.total === 0).toBe(true);
		const text = [
			line(words),
			`${page.total} rows`,
			columns.map((column) => line(column)).join('\n'),
			...rows
				.slice(0, 3)
				.map((cells) =>
					cells.map(({ text, href }) => (href === null ? text : `${text} (${href})`)).join('\n')
				)
		].join('\n\n');
		await files.same(id, withoutRelease(text, release));
	});
});
