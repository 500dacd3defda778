import { afterEach, expect, it } from 'vitest';
import { checkUpstreams } from '#lib/server/ingest/upstreams/check.ts';
import { LocalServer, send } from './setup/local-server.ts';
import { EPOCH, fredGraph, MODELS_DEV } from './setup/samples.ts';

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
		wrong: [],
		fine: [
			expect.stringMatching(/^notable_ai_models\.csv: 25 rows, 1 odd, first "Slipped"/) as string
		]
	});
	expect(of('models-dev')).toMatchObject({
		status: 'as known',
		fine: ['api.json: 3 rows, 0 odd']
	});
	expect(of('eia')).toMatchObject({
		status: 'skipped',
		wrong: [expect.stringContaining('EIA_API_KEY') as string]
	});
	expect(of('genai-prices')).toMatchObject({ status: 'changed' });
	expect(of('sec')?.wrong).toHaveLength(4);
	expect(of('sec')?.wrong[0]).toMatch(/^sec \(CIK0000789019\.json\): /);
});

it('a check tells an upstream that does not answer from one in another form, each as it comes', async () => {
	server = await LocalServer.start((request, response) => {
		if (request.headers.host === 'epoch.ai') return send(response, 'down', {}, 503);
		if (request.url?.includes('APUS24B72610')) return send(response, '', {}, 404);
		const type = { 'content-type': 'text/csv' };
		if (request.headers.host === 'fred.stlouisfed.org')
			return send(response, fredGraph(request.url ?? ''), type);
		send(response, '{}');
	});
	const told: string[] = [];
	const checked = await checkUpstreams({
		settings: { eiaKey: null, contact: null },
		fetcher: { userAgent: 'Groundswell/0', standIn: server.standIn, tries: 1 },
		onChecked: ({ name }) => told.push(name)
	});
	const of = (name: string) => checked.find((one) => one.name === name);
	expect(of('epoch')).toMatchObject({
		status: 'no answer',
		wrong: ['notable_ai_models.csv: epoch.ai answered 503']
	});
	expect(of('fred')).toMatchObject({ status: 'as known', wrong: [] });
	expect(of('fred-areas')).toMatchObject({
		status: 'changed',
		wrong: ['APUS24B72610.csv: fred.stlouisfed.org answered 404']
	});
	expect(told.toSorted()).toEqual(checked.map(({ name }) => name).toSorted());
});

it('a check of a server that is silent ends in its time', async () => {
	server = await LocalServer.start(() => undefined);
	const checked = await checkUpstreams({
		settings: { eiaKey: null, contact: null },
		fetcher: {
			userAgent: 'Groundswell/0',
			standIn: server.standIn,
			tries: 3,
			sleep: () => Promise.resolve(),
			budgetMs: 1,
			limits: { totalMs: 50 }
		}
	});
	const areas = checked.find(({ name }) => name === 'fred-areas');
	expect(areas?.status).toBe('no answer');
	expect(areas?.wrong[1]).toMatch(
		/^APU011072610\.csv, .* and 22 more: not asked, as the parts before took too long$/
	);
	// None where a busy machine took all the time to connect.
	const asked = server.asked.filter(({ path }) => path.includes('APU01'));
	expect(asked.length).toBeLessThanOrEqual(1);
});
