import { afterEach, expect, it } from 'vitest';
import { checkUpstreams } from '#lib/server/ingest/upstreams/check.ts';
import { LocalServer, send } from './setup/local-server.ts';
import { EPOCH, MODELS_DEV } from './setup/samples.ts';

let server: LocalServer | null = null;
afterEach(() => server?.stop());

it('a check tells which upstream has changed its form, and what is skipped for want of a key', async () => {
	server = await LocalServer.start((request, response) => {
		const host = request.headers.host ?? '';
		if (host === 'epoch.ai') return send(response, EPOCH, { 'content-type': 'text/csv' });
		if (host === 'models.dev') return send(response, JSON.stringify(MODELS_DEV));
		send(response, '{"items":[]}');
	});
	const checked = await checkUpstreams({
		settings: { eiaKey: null, contact: 'test@example.org' },
		fetcher: { userAgent: 'Groundswell/0', standIn: server.standIn, tries: 1 }
	});
	const of = (name: string) => checked.find((one) => one.name === name);
	expect(of('epoch')).toMatchObject({
		status: 'as known',
		words: [
			expect.stringMatching(/^notable_ai_models\.csv: 25 rows, 1 odd, first "Slipped"/) as string
		]
	});
	expect(of('models-dev')).toMatchObject({
		status: 'as known',
		words: ['api.json: 3 rows, 0 odd']
	});
	expect(of('eia')).toMatchObject({
		status: 'skipped',
		words: [expect.stringContaining('EIA_API_KEY') as string]
	});
	expect(of('genai-prices')).toMatchObject({ status: 'changed' });
	expect(of('sec')?.words).toHaveLength(4);
});
