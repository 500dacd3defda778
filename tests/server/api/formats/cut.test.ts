import { serve } from '@hono/node-server';
import fc from 'fast-check';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FILE_FORMATS } from '#lib/domain/files.ts';
import { streamOf } from '#lib/server/api/formats/stream.ts';
import { runs } from '../../../setup/properties.ts';
import { apiOver, rowsOfCsv } from '../setup/support.ts';
import { bytesOf, filesOfZip, READERS, type Cells } from './readers.ts';

const api = apiOver({ limits: { costlyBurst: 10_000 } });
const ADDRESS = '/api/v1/statuses.FORMAT?region=US-VA';

/** Complete lines of text: one without its end was cut. */
const lines = (bytes: Uint8Array) => new TextDecoder().decode(bytes).split('\n').slice(0, -1);

/** The rows of a file as far as it is whole; text formats by their complete lines, each of which ends with LF. */
async function wholeRows(format: (typeof FILE_FORMATS)[number], bytes: Uint8Array<ArrayBuffer>) {
	if (format === 'csv') return rowsOfCsv(lines(bytes).join('\n'));
	// Office programs read an archive by the list at its end; this reader of workbooks needs none.
	if (format === 'xlsx') filesOfZip(bytes);
	return READERS[format](bytes);
}

/**
 * Bytes at the end without which a reader still has every row: the record that closes an archive, or the last line
 * break, which in JSON stands after its end.
 */
const closing = (format: (typeof FILE_FORMATS)[number]) =>
	format === 'zip' || format === 'xlsx' ? 22 : 3;

describe.each(FILE_FORMATS)('a .%s that was cut off', (format) => {
	test('is told from a whole one: it is unreadable, or has fewer rows than were declared', async () => {
		const response = await api.get(ADDRESS.replace('FORMAT', format));
		const declared = Number(response.headers.get('x-groundswell-rows'));
		const bytes = await bytesOf(response);
		expect(await wholeRows(format, bytes)).toHaveLength(declared);
		const cuts = fc.integer({ min: 1, max: bytes.length - closing(format) });
		await fc.assert(
			fc.asyncProperty(cuts, async (length) => {
				let rows: readonly (Cells | Record<string, string>)[] = [];
				try {
					rows = await wholeRows(format, bytes.slice(0, length));
				} catch (error) {
					expect(error).toBeInstanceOf(Error);
				}
				expect(rows.length).toBeLessThan(declared);
			}),
			{ numRuns: runs(60), endOnFailure: true }
		);
	});
});

test('a file that fails while it is sent ends its connection, so that no client takes it for whole', async () => {
	const broken = async function* () {
		yield new TextEncoder().encode('region,date\n');
		await new Promise(setImmediate);
		throw new Error('the disk is gone');
	};
	const server = serve({
		port: 0,
		hostname: '127.0.0.1',
		fetch: () => new Response(streamOf(broken, () => undefined))
	});
	onTestFinished(() => void server.close());
	await new Promise((listening) => server.once('listening', listening));
	const { port } = server.address() as AddressInfo;
	await expect(
		fetch(`http://127.0.0.1:${port}/`).then((response) => response.text())
	).rejects.toThrow();
});
