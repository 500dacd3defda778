import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { StandIn } from '#lib/server/ingest/upstreams/fetch/request.ts';

/** Certificate of the local server: made for tests, trusted by nobody else. */
const CERTIFICATES = 'tests/fixtures/upstreams';

/** Which recording answers an address: how the address begins, and how the file is named. */
const NAMED: readonly [address: RegExp, file: RegExp][] = [
	[/^raw\.githubusercontent\.com\/pydantic\//, /genai-prices.*data\.json$/],
	[/^models\.dev\/api\.json/, /models-dev.*\.json$/],
	[/^(www\.)?epoch\.ai\/data\/notable/, /epoch.*notable.*\.csv$/],
	[/mjbommar\/.*\/moratorium_inventory\.csv/, /moratorium.*inventory.*\.csv$/],
	[/mjbommar\/.*\/state_legislation\.csv/, /state_legislation.*\.csv$/],
	[/mjbommar\/.*\/sweep_coverage\.json/, /sweep_coverage.*\.json$/],
	[/^datacentertracker\.org\/data\/fights\.json/, /fights.*\.json$/],
	[/^data\.sec\.gov\/.*CIK0001018724/, /sec-.*(amazon|CIK0001018724).*\.json$/],
	[/^www\.eia\.gov\/.*sales_revenue\.xlsx/, /sales_revenue.*\.xlsx$/],
	[/^www2\.census\.gov\/.*alldata\.csv/, /co-est.*alldata.*\.csv$/]
];
/** Parts of an address that name their recording themselves: a company, a series. */
const IN_ADDRESS = [/CIK\d{10}/, /(?<=fredgraph\.csv\?id=)\w+/];

const TYPES: Record<string, string> = {
	json: 'application/json',
	csv: 'text/csv',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
};

/** Files of a folder and those under it, the largest first: of two recordings of one thing, the fuller one. */
function filesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((name) => join(folder, name))
		.filter((path) => statSync(path).isFile())
		.toSorted((a, b) => statSync(b).size - statSync(a).size);
}

/** The recording for an address, or null. @param asked host and path with query */
export function recordingOf(files: readonly string[], asked: string): string | null {
	const own = NAMED.find(([address]) => address.test(asked))?.[1];
	const inAddress = IN_ADDRESS.map((part) => part.exec(asked)?.[0]).find((part) => part);
	return (
		files.find((path) => own?.test(path)) ??
		(inAddress === undefined ? null : (files.find((path) => path.includes(inAddress)) ?? null))
	);
}

interface Recordings {
	standIn: StandIn;
	/** What was asked and has no recording. */
	missing: string[];
	stop: () => Promise<void>;
}

/**
 * Serves recordings of upstreams under the upstreams' own names, on this machine alone.
 * @param folder where they lie; they are read where they are
 * @throws Error where there is no such folder
 */
export async function serveRecordings(folder: string): Promise<Recordings> {
	if (!existsSync(folder)) throw new Error(`${folder}: no such folder`);
	const files = filesIn(folder);
	const missing: string[] = [];
	const ca = readFileSync(join(CERTIFICATES, 'certificate.pem'), 'utf8');
	const key = readFileSync(join(CERTIFICATES, 'key.pem'), 'utf8');
	const server = createServer({ key, cert: ca }, (request, response) => {
		const asked = `${request.headers.host ?? ''}${request.url ?? ''}`;
		const file = recordingOf(files, asked);
		if (file === null) {
			missing.push(asked.replace(/\?.*/, ''));
			response.writeHead(404, { 'content-type': 'text/plain' }).end('no recording');
			return;
		}
		const type = TYPES[/\w+$/.exec(file)?.[0] ?? ''] ?? 'application/octet-stream';
		response.writeHead(200, { 'content-type': type }).end(readFileSync(file));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		standIn: { address: '127.0.0.1', port: (server.address() as AddressInfo).port, ca },
		missing,
		stop: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			})
	};
}
