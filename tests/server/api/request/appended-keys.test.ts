import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAppended } from '#lib/domain/filter/link/appended.ts';
import { FILTER_KEYS } from '#lib/domain/filter/keys.ts';
import { CONTROLS } from '#lib/domain/filter/query.ts';
import { CHARTS, MAPS } from '#lib/figures/registry.ts';
import { LOOK_KEYS } from '#lib/figures/embed/resolve.ts';
import { documentOf } from '#lib/server/api/openapi/openapi.ts';
import { declaredRoutes } from '#lib/server/api/routes.ts';

/** Literal keys that pages read from their addresses or send from their forms. */
function keysInCode(): string[] {
	const files = (readdirSync('src', { recursive: true }) as string[]).filter((name) =>
		/\.(ts|svelte)$/.test(name)
	);
	return files.flatMap((name) => {
		const text = readFileSync(join('src', name), 'utf8');
		const read = text.matchAll(/(?:[pP]arams|param)(?:\.(?:get|getAll|has|set|delete))?\('(\w+)'/g);
		const sent = text.matchAll(/<(?:input|select|textarea|button)\b[^>]*?\bname="(\w+)"/g);
		return [...read, ...sent].map(([, key = '']) => key);
	});
}

function keysOfTheApi(): string[] {
	const { paths } = JSON.parse(JSON.stringify(documentOf(declaredRoutes()))) as {
		paths: Record<string, Record<string, { parameters?: { name: string }[] }>>;
	};
	return Object.values(paths).flatMap((methods) =>
		Object.values(methods).flatMap(({ parameters }) => (parameters ?? []).map(({ name }) => name))
	);
}

const FILTERS = Object.keys(FILTER_KEYS);
const KNOWN = [
	...new Set([
		...FILTERS,
		...Object.values(CONTROLS).flat(),
		...LOOK_KEYS,
		...[...Object.values(CHARTS), ...Object.values(MAPS)].flatMap(({ keys, inPath, example }) => [
			...(keys ?? []),
			...(inPath ?? []),
			...Object.keys(example ?? {})
		]),
		...keysInCode(),
		...keysOfTheApi()
	])
];

test('no key that a page or the API knows is one that others append', () => {
	expect(KNOWN.length).toBeGreaterThan(FILTERS.length + 20);
	expect(KNOWN.filter((key) => isAppended(key))).toEqual([]);
});
