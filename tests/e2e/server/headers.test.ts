import { describe, expect, inject, it } from 'vitest';
import { PAGES } from '../pages.ts';

const get = (path: string, init?: RequestInit) => fetch(`${inject('site')}${path}`, init);

function directives(policy: string | null): Map<string, string[]> {
	return new Map(
		(policy ?? '').split(';').map((directive) => {
			const [name = '', ...values] = directive.trim().split(/\s+/);
			return [name, values];
		})
	);
}

describe.each(PAGES)('%s', (path) => {
	it('allows scripts of its own only, and inline none but those it was made with', async () => {
		const scripts =
			directives((await get(path)).headers.get('content-security-policy')).get('script-src') ?? [];
		expect(scripts).toContain("'self'");
		for (const source of scripts) expect(source).toMatch(/^'(self|sha256-[\w+/=]+)'$/);
	});

	it('has the same bytes each time, and answers 304 to whoever has them', async () => {
		const first = await get(path);
		const second = await get(path);
		expect(await second.text()).toBe(await first.text());
		const tag = first.headers.get('etag') ?? '';
		expect(tag).not.toBe('');
		expect(second.headers.get('etag')).toBe(tag);
		expect((await get(path, { headers: { 'if-none-match': tag } })).status).toBe(304);
		const control = first.headers.get('cache-control') ?? '';
		expect(control).toMatch(/^public, max-age=\d+, stale-while-revalidate=\d+$/);
	});

	it('forbids plugins, other bases and foreign frames', async () => {
		const policy = directives((await get(path)).headers.get('content-security-policy'));
		expect(policy.get('default-src')).toEqual(["'self'"]);
		expect(policy.get('object-src')).toEqual(["'none'"]);
		expect(policy.get('base-uri')).toEqual(["'self'"]);
		expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
		expect(policy.get('form-action')).toEqual(["'self'"]);
	});

	it('carries the security headers, also in answer to HEAD', async () => {
		for (const { headers, status } of [await get(path), await get(path, { method: 'HEAD' })]) {
			expect(status).toBe(200);
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
			expect(headers.get('permissions-policy')).toContain('geolocation=()');
			expect(headers.get('x-powered-by')).toBeNull();
		}
	});

	it('sets no cookie', async () => {
		expect((await get(path)).headers.getSetCookie()).toEqual([]);
	});
});

describe('the server', () => {
	it('is still there after forty HEADs of unknown addresses at once', async () => {
		const answers = await Promise.all(
			Array.from({ length: 40 }, (_, index) => get(`/nothing-${index}`, { method: 'HEAD' }))
		);
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
		expect((await get('/api/v1/health')).status).toBe(200);
	});

	it.each(['/../package.json', '/..%2f..%2fpackage.json', '/%2e%2e/package.json', '/.env'])(
		'serves no file beside the site: %s',
		async (path) => {
			expect((await get(path)).status).toBe(404);
		}
	);

	it('says that built assets never change, and pages nothing of the sort', async () => {
		const page = await get('/');
		const asset = /\/?_app\/immutable\/[\w./-]+\.js/.exec(await page.text())?.[0] ?? '';
		const answer = await get(asset.startsWith('/') ? asset : `/${asset}`);
		expect(answer.headers.get('cache-control')).toContain('immutable');
		expect(page.headers.get('cache-control') ?? '').not.toContain('immutable');
	});
});
