import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const BUILT = 'build/client/_app/immutable';

it('pages send no schemas: what declares tables and lists stays on the server', () => {
	const sent = readdirSync(BUILT, { recursive: true, encoding: 'utf8' }).filter((file) =>
		file.endsWith('.js')
	);
	expect(sent.length).toBeGreaterThan(50);
	// How the library that validates names its own faults, whatever else is made short.
	const withSchemas = sent.filter((file) =>
		readFileSync(join(BUILT, file), 'utf8').includes('ZodError')
	);
	expect(withSchemas).toEqual([]);
});
