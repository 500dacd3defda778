import {
	DeleteObjectCommand,
	GetObjectCommand,
	paginateListObjectsV2,
	PutObjectCommand,
	S3Client,
	S3ServiceException
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Fingerprint } from '../../dataset/releases/integrity.ts';
import { storeName, type StoreAddress } from './bucket.ts';
import { StoreError, type Created, type ListedObject, type Objects } from './objects.ts';

/** Tries of a request, the first included; a commit is looked after beside that. */
const TRIES = 3;
const CONNECT_MS = 3000;
/** How long a connection may be silent before it is given up. */
const SILENT_MS = 10_000;
/** Bytes of a part of an upload, and how many are on their way at once. */
const PART = 16 << 20;
const PARTS_AT_ONCE = 2;

interface S3Options {
	/** Bytes of a part of an upload, from 5 MB. */
	partSize?: number;
	/** How long a connection may be silent before it is given up, in ms. */
	silentMs?: number;
}

/**
 * Objects of an S3 bucket. Keys and roles come from where every tool of AWS takes them: environment, profile, role of
 * the machine.
 */
export function s3Objects(
	address: StoreAddress,
	{ partSize = PART, silentMs = SILENT_MS }: S3Options = {}
): Objects {
	const { bucket: Bucket, prefix, endpoint, region } = address;
	const name = storeName(address);
	const client = new S3Client({
		// Stores beside Amazon's may know no names of buckets in the host, and ask for no region.
		...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
		...(region === null ? {} : { region }),
		maxAttempts: TRIES,
		// Ceph 16 takes no checksum that follows a body.
		requestChecksumCalculation: 'WHEN_REQUIRED',
		responseChecksumValidation: 'WHEN_REQUIRED',
		requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: silentMs }
	});
	const told = async <Answer>(what: string, ask: () => Promise<Answer>): Promise<Answer> => {
		try {
			return await ask();
		} catch (error) {
			throw new StoreError(`${name}: ${what}: ${wordsOf(error)}`, { cause: error });
		}
	};
	const body = async (key: string) => {
		try {
			return (await client.send(new GetObjectCommand({ Bucket, Key: prefix + key }))).Body ?? null;
		} catch (error) {
			if (statusOf(error) === 404 && !isBucketGone(error)) return null;
			throw error;
		}
	};
	/** Reads an object piece by piece; null where there is none. */
	const through = async (key: string, each: (piece: Uint8Array) => Promise<unknown>) => {
		const stream = await body(key);
		if (stream === null) return null;
		const hash = createHash('sha256');
		let size = 0;
		for await (const piece of stream as AsyncIterable<Uint8Array>) {
			hash.update(piece);
			size += piece.byteLength;
			await each(piece);
		}
		return { sha256: hash.digest('hex'), size };
	};
	return {
		name,
		create: (key, text) =>
			told(`write ${key}`, async (): Promise<Created> => {
				try {
					await client.send(
						new PutObjectCommand({ Bucket, Key: prefix + key, Body: text, IfNoneMatch: '*' })
					);
					return 'created';
				} catch (error) {
					return outcomeOf(error);
				}
			}),
		write: async (key, text) => {
			const command = new PutObjectCommand({ Bucket, Key: prefix + key, Body: text });
			await told(`write ${key}`, () => client.send(command));
		},
		upload: async (key, path) => {
			await told(`write ${key}`, () =>
				new Upload({
					client,
					params: { Bucket, Key: prefix + key, Body: createReadStream(path) },
					partSize,
					queueSize: PARTS_AT_ONCE
				}).done()
			);
		},
		read: (key) =>
			told(`read ${key}`, async () => (await (await body(key))?.transformToString()) ?? null),
		download: (key, path) =>
			told(`read ${key}`, async (): Promise<Fingerprint | null> => {
				const file = await open(path, 'w');
				try {
					const found = await through(key, (piece) => file.appendFile(piece));
					await file.sync();
					return found;
				} finally {
					await file.close();
				}
			}),
		fingerprint: (key) => told(`read ${key}`, () => through(key, () => Promise.resolve())),
		list: async function* (within): AsyncGenerator<ListedObject> {
			const pages = paginateListObjectsV2({ client }, { Bucket, Prefix: prefix + within });
			const next = () => told(`list ${within}`, () => pages.next());
			for (let page = await next(); page.done !== true; page = await next())
				for (const { Key = '', LastModified = new Date() } of page.value.Contents ?? [])
					yield { key: Key.slice(prefix.length), written: LastModified };
		},
		remove: async (keys) => {
			// One by one: a request for many needs a checksum that not every store knows.
			for (const key of keys)
				await told(`delete ${key}`, () =>
					client.send(new DeleteObjectCommand({ Bucket, Key: prefix + key }))
				);
		}
	};
}

/** What an answer to a conditional write says. @throws what says that the store will never take it */
function outcomeOf(error: unknown): Created {
	const status = statusOf(error);
	if (status === 412 || status === 409) return 'refused';
	// 501: the store does not know the condition.
	if (status === undefined || status === 408 || status === 429) return unsure(error);
	if (status >= 500 && status !== 501) return 'unsure';
	throw error;
}

/** No answer came; save where none was asked for, because no key is known to ask with. */
function unsure(error: unknown): Created {
	if (error instanceof Error && error.name === 'CredentialsProviderError') throw error;
	return 'unsure';
}

const statusOf = (error: unknown): number | undefined =>
	error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

const isBucketGone = (error: unknown) => error instanceof Error && error.name === 'NoSuchBucket';

function wordsOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const status = statusOf(error);
	const code = 'code' in error ? String(error.code) : error.name;
	const words = error.message === '' ? code : `${code}: ${error.message}`;
	return `${status === undefined ? '' : `${status} `}${words}`.replaceAll(/\s+/g, ' ');
}
