import { createHash, randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Objects } from '#lib/server/store/objects/objects.ts';
import { s3Objects } from '#lib/server/store/objects/s3.ts';
import { withKeys } from './harness.ts';
import { startS3, type S3Server } from './s3-server.ts';

/** The least that a store takes as a part, and a file of two of them and a bit. */
const PART = 5 << 20;
const BODY = randomFillSync(Buffer.alloc(2 * PART + 1000));
const AT = '/bucket/of/release';

let s3: S3Server;
let objects: Objects;
let folder: string;
beforeEach(async () => {
	withKeys();
	s3 = await startS3();
	folder = mkdtempSync(join(tmpdir(), 'groundswell-parts-'));
	writeFileSync(join(folder, 'release'), BODY);
	objects = s3Objects(
		{ bucket: 'bucket', prefix: 'of/', endpoint: s3.endpoint, region: 'us-east-1' },
		{ partSize: PART, silentMs: 30_000 }
	);
});
afterEach(async () => {
	await s3.close();
	rmSync(folder, { recursive: true });
});

const upload = () => objects.upload('release', join(folder, 'release'));
const asked = (method: string) => s3.requests.filter((one) => one === `${method} ${AT}`).length;

describe('a file that is uploaded in parts', () => {
	it('is whole once it is there, part by part in their order', async () => {
		await upload();
		expect(asked('PUT')).toBe(3);
		expect(await objects.fingerprint('release')).toEqual({
			sha256: createHash('sha256').update(BODY).digest('hex'),
			size: BODY.byteLength
		});
	});

	it('is not there before its last part is', async () => {
		const seen: boolean[] = [];
		s3.fault = ({ method, path }) => {
			if (path === AT && method !== 'GET') seen.push(s3.objects.has(AT));
			return null;
		};
		await upload();
		expect(seen).toEqual(seen.map(() => false));
		expect(s3.objects.has(AT)).toBe(true);
	});

	it('is sent again in the part that failed', async () => {
		let failures = 1;
		s3.fault = ({ method }) => (method === 'PUT' && failures-- > 0 ? 500 : null);
		await upload();
		expect(s3.objects.get(AT)?.body.equals(BODY)).toBe(true);
	});

	it('is given up where a part always fails: nothing is seen, and its parts are taken away', async () => {
		s3.fault = ({ method }) => (method === 'PUT' ? 403 : null);
		await expect(upload()).rejects.toThrow('write release: 403');
		expect(s3.objects.has(AT)).toBe(false);
		expect(asked('DELETE')).toBe(1);
	});
});
