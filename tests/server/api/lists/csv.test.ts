import { describe, expect, test } from 'vitest';
import { apiOver, rowsOfCsv } from '../setup/support.ts';
import { releasesFolder } from '../setup/releases-folder.ts';

/** A release whose first claim says what breaks careless CSV. */
async function claimsWith(claim: string, note: string | null, search = '') {
	const releases = releasesFolder();
	releases.publish('cccccccccccc', '2026-11-24T12:00:00Z', (db) => {
		db.exec('DELETE FROM claims WHERE rowid <> (SELECT min(rowid) FROM claims)');
		db.prepare('UPDATE claims SET claim = ?, note = ?, value = -3').run(claim, note);
	});
	const { get } = apiOver({ releases: releases.folder });
	const bytes = new Uint8Array(await (await get(`/api/v1/claims.csv${search}`)).arrayBuffer());
	return { bytes, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
}

describe('a CSV', () => {
	test.each(['=1+1', '+cmd', '-later', '@SUM(A1)', '\tx', '\rx'])(
		'guards %j, which a spreadsheet would run; guard=0 leaves it raw',
		async (claim) => {
			const guarded = await claimsWith(claim, null);
			const raw = await claimsWith(claim, null, '?guard=0');
			expect(rowsOfCsv(guarded.text)[0]?.['claim']).toBe(`'${claim}`);
			expect(rowsOfCsv(raw.text)[0]?.['claim']).toBe(claim);
		}
	);

	test('leaves negative numbers alone, in columns of numbers and of text', async () => {
		const { text } = await claimsWith('-5.5', null);
		expect(rowsOfCsv(text)[0]).toMatchObject({ value: '-3', claim: '-5.5' });
	});

	test('writes unknown as an empty cell and quotes what has to be', async () => {
		const claim = 'says "a, b"\nand\rc';
		const { text } = await claimsWith(claim, null);
		expect(rowsOfCsv(text)[0]).toMatchObject({ claim, note: '' });
		expect(text).toContain('"says ""a, b""\nand\rc"');
	});

	test('ends lines with LF and has no byte order mark, unless bom=1 asks for it', async () => {
		const plain = await claimsWith('Größe', null);
		expect(plain.text).not.toContain('\r\n');
		expect(plain.text.endsWith('\n')).toBe(true);
		expect(plain.text.startsWith('claim_id,')).toBe(true);
		const marked = await claimsWith('Größe', null, '?bom=1');
		expect([...marked.bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
		expect(marked.text.slice(1)).toBe(plain.text);
	});

	test('without rows is its header', async () => {
		const { get } = apiOver();
		const response = await get('/api/v1/claims.csv?q=zzzzzz');
		expect(response.headers.get('x-groundswell-rows')).toBe('0');
		expect(rowsOfCsv(await response.text())).toEqual([]);
	});

	test('names its filters in an order of its own, whatever the order in the address', async () => {
		const { get } = apiOver();
		const nameOf = async (search: string) =>
			(await get(`/api/v1/polls.csv?${search}`, { method: 'HEAD' })).headers.get(
				'content-disposition'
			);
		const one = await nameOf('region=US-VA&from=2025&tier=primary');
		expect(one).toBe(await nameOf('tier=primary&from=2025&region=us-va'));
		expect(one).toContain('polls-region-US-VA-from-2025-tier-primary-');
	});
});
