import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Digest of the lines of each frozen forecast: what is frozen is never changed. A new one is added here. */
const FROZEN: Record<string, string> = {
	'2025-09-30 hindsight': 'd5b8713fa9390c7e',
	'2025-12-31 hindsight': '47f437f7cef6ac1a',
	'2026-03-31 as_known': 'e91457d216f16c77',
	'2026-03-31 hindsight': '9d7e4d92e0b15a08',
	'2026-09-23 as_known': '335b4ae654b45c7c'
};

test('no frozen forecast was changed, and none is gone', () => {
	const [, ...lines] = readFileSync('data/forecasts.csv', 'utf8').trimEnd().split('\n');
	const origins = new Map<string, string[]>();
	for (const line of lines.toSorted()) {
		const origin = line.split(',').slice(0, 2).join(' ');
		origins.set(origin, [...(origins.get(origin) ?? []), line]);
	}
	const digests = [...origins].map(([origin, own]) => [
		origin,
		createHash('sha256').update(own.join('\n')).digest('hex').slice(0, 16)
	]);
	expect(Object.fromEntries(digests)).toEqual(FROZEN);
});
