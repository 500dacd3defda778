import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import type { BuildResult } from '#lib/server/ingest/build.ts';
import type { BuildOptions } from '#lib/server/ingest/plan.ts';
import { Ledger } from '#lib/server/store/ledger.ts';
import { Mirror } from '#lib/server/store/mirror.ts';
import type { Objects } from '#lib/server/store/objects/objects.ts';
import { s3Objects } from '#lib/server/store/objects/s3.ts';
import { buildFor, type WriteOptions } from '#lib/server/store/write.ts';
import { csv, OBSERVATIONS, Workshop } from '../ingest/harness.ts';
import { startS3, type S3Server } from './s3-server.ts';

/** The product's client takes its keys as every tool of AWS does. */
export function withKeys(): void {
	vi.stubEnv('AWS_ACCESS_KEY_ID', 'invented');
	vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'invented');
	// The client says on standard error which Node its next versions need.
	vi.stubEnv('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
}

/** An S3 server, and writers and servers that know it by one address. */
export class Town {
	readonly root = mkdtempSync(join(tmpdir(), 'groundswell-store-'));
	readonly workshop = new Workshop();
	readonly s3: S3Server;
	readonly objects: Objects;
	readonly said: string[] = [];
	#open: ReleaseStore[] = [];

	private constructor(s3: S3Server) {
		this.s3 = s3;
		this.objects = this.client();
	}

	static async open(): Promise<Town> {
		withKeys();
		return new Town(await startS3());
	}

	/**
	 * Another client of the same bucket.
	 * @param silentMs when it gives up a connection on which nothing is said: late enough for any machine, unless a test
	 * is about silence
	 */
	client(silentMs = 30_000): Objects {
		const { endpoint } = this.s3;
		return s3Objects(
			{ bucket: 'bucket', prefix: 'of/', endpoint, region: 'us-east-1' },
			{ silentMs }
		);
	}

	folder(name: string): string {
		const path = join(this.root, name);
		mkdirSync(path, { recursive: true });
		return path;
	}

	ledger(name = 'ledger', silentMs?: number): Ledger {
		return new Ledger(this.client(silentMs), join(this.folder(name), 'commits.tsv'));
	}

	/** A copy of the store, and what is served from it. @param lingerMs how long what was pruned stays */
	server(name: string, lingerMs = 0): { mirror: Mirror; store: ReleaseStore; folder: string } {
		const folder = this.folder(name);
		const mirror = new Mirror({
			objects: this.client(),
			folder,
			releases: 'all',
			lingerMs
		});
		let looks = 0;
		// Each look is two seconds after the last one.
		const store = new ReleaseStore(
			folder,
			() => (looks += 2000),
			() => undefined
		);
		this.#open.push(store);
		return { mirror, store, folder };
	}

	/** Publishes a release whose one observation has this value. */
	publish(
		value: number,
		given: Partial<WriteOptions> = {},
		build: Partial<BuildOptions> = {}
	): Promise<BuildResult> {
		const { writer = 'writer', ...options } = given as Partial<WriteOptions> & { writer?: string };
		return buildFor({
			objects: this.client(),
			copies: this.folder(writer),
			localUpstream: join(this.root, 'upstream'),
			keep: null,
			dryRun: false,
			say: (line) => this.said.push(line),
			tables: () => Promise.resolve([]),
			build: ({ releases, upstream }) =>
				this.workshop.with(
					{ 'observations.csv': csv(OBSERVATIONS, rowOf(value)) },
					{ releases, upstream, ...build }
				),
			...options
		});
	}

	/** Keys of the objects that begin with this. */
	keys(prefix: string): string[] {
		const path = `/bucket/of/${prefix}`;
		return [...this.s3.objects.keys()].filter((key) => key.startsWith(path)).sort();
	}

	async close(): Promise<void> {
		for (const store of this.#open) store.close();
		await this.s3.close();
		this.workshop.remove();
		rmSync(this.root, { recursive: true, force: true });
		vi.unstubAllEnvs();
	}
}

export const rowOf = (value: number) => `s1,US-VA,2026,${value},,,actual,,gazette,`;

/** The value that a server answers with. */
export const valueIn = (store: ReleaseStore): unknown =>
	store.current().db.prepare(`SELECT value FROM observations WHERE dataset = 'mine'`).pluck().get();
