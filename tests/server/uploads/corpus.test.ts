import { describe, expect, it } from 'vitest';
import { readList } from '#lib/server/screening/read-list.ts';
import { hostileForms, hostileUploads } from '../../fixtures/uploads.ts';
import { apiOver, type Problem } from '../api/setup/support.ts';

/** Some uploads take megabytes to make. */
const PATIENCE = 60_000;

describe('a hostile upload', { timeout: PATIENCE }, () => {
	it.each(hostileUploads)('of $name is refused with words', async ({ body, status, words }) => {
		const outcome = await readList({ bytes: body(), type: '', reserved: [] });
		if ('value' in outcome) expect.fail(`was read: ${JSON.stringify(outcome.value).slice(0, 200)}`);
		expect(outcome.refused.message).toMatch(words);
		expect(status).toContain(outcome.refused.status);
	});

	it.each(hostileForms)('of a form of $name is refused with words', async (form) => {
		const outcome = await readList({ bytes: form.body(), type: form.type, reserved: [] });
		if ('value' in outcome) expect.fail(`was read: ${JSON.stringify(outcome.value).slice(0, 200)}`);
		expect(outcome.refused.message).toMatch(form.words);
	});
});

describe('while an upload is being read', { timeout: PATIENCE }, () => {
	const { api, problem, get } = apiOver();
	const rows = Array.from({ length: 10_000 }, (_, at) => `site ${at},${'x'.repeat(700)},51107`);
	const list = `name,note,fips\n${rows.join('\n')}`;

	it('others are answered', async () => {
		const order: string[] = [];
		const sent = async () => {
			const response = await api.request('/api/v1/screen.csv', { method: 'POST', body: list });
			await response.text();
			order.push(`upload ${response.status}`);
		};
		const upload = sent();
		for (let asked = 0; asked < 3; asked++)
			order.push(`health ${(await get('/api/v1/health')).status}`);
		await upload;
		expect(order).toEqual(['health 200', 'health 200', 'health 200', 'upload 200']);
	});

	it('of too great a length nothing is read', async () => {
		let isAsked = false;
		const body = new ReadableStream<Uint8Array>(
			{
				pull: () => {
					isAsked = true;
					return new Promise(() => undefined);
				}
			},
			{ highWaterMark: 0 }
		);
		const refused = await problem('/api/v1/screen', {
			method: 'POST',
			body,
			headers: { 'content-length': '99999999999' },
			duplex: 'half'
		} as RequestInit);
		expect(refused).toMatchObject({ status: 413 });
		expect(refused.detail).toContain('8 MB');
		expect(isAsked).toBe(false);
	});

	it('an upload that breaks off is the sender’s, and no failure of the server', async () => {
		const body = new ReadableStream<Uint8Array>({
			start: (controller) => controller.enqueue(new TextEncoder().encode('name,fips\n')),
			pull: (controller) => controller.error(new Error('aborted'))
		});
		// A failure of the server would be logged, and what is logged as an error fails the test.
		const logged: unknown[] = [];
		const error = console.error;
		console.error = (...words: unknown[]) => logged.push(words);
		try {
			const answer = (await (
				await api.request('/api/v1/screen', { method: 'POST', body, duplex: 'half' } as RequestInit)
			).json()) as Problem;
			expect(answer).toMatchObject({ status: 400, detail: 'the upload broke off' });
			expect(logged).toEqual([]);
		} finally {
			console.error = error;
		}
	});
});
