import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOf, siteIsCurrent } from '../../../scripts/serve/site.ts';

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'groundswell-site-'));
	mkdirSync(join(root, 'src/inner'), { recursive: true });
	writeFileSync(join(root, 'src/a.ts'), 'a');
	writeFileSync(join(root, 'src/inner/b.ts'), 'b');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('hashOf', () => {
	it('follows content, names and added files, whatever the order of the paths', () => {
		const before = hashOf(root, ['src/inner', 'src/a.ts', 'missing']);
		expect(hashOf(root, ['missing', 'src/a.ts', 'src/inner'])).toBe(before);
		writeFileSync(join(root, 'src/inner/b.ts'), 'b, changed');
		const changed = hashOf(root, ['src/inner', 'src/a.ts']);
		expect(changed).not.toBe(before);
		writeFileSync(join(root, 'src/inner/c.ts'), '');
		expect(hashOf(root, ['src/inner', 'src/a.ts'])).not.toBe(changed);
	});

	it('tells a name from content', () => {
		writeFileSync(join(root, 'src/a.ts'), '');
		const empty = hashOf(root, ['src/a.ts']);
		rmSync(join(root, 'src/a.ts'));
		writeFileSync(join(root, 'src/a.t'), 's');
		expect(hashOf(root, ['src/a.t'])).not.toBe(empty);
	});
});

describe('siteIsCurrent', () => {
	it('is false for a site that was never built, or built without the record of its inputs', () => {
		expect(siteIsCurrent(root)).toBe(false);
		mkdirSync(join(root, 'build'));
		writeFileSync(join(root, 'build/handler.js'), '');
		expect(siteIsCurrent(root)).toBe(false);
	});
});
