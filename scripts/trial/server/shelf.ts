import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApi } from '#lib/server/api/app.ts';
import { fingerprintOf } from '#lib/server/dataset/releases/integrity.ts';
import {
	pointerOf,
	readReleaseLog,
	releaseFiles,
	releasePath
} from '#lib/server/dataset/releases/release-log.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { build, type BuildResult } from '#lib/server/ingest/build.ts';
import { plan, type BuildOptions } from '#lib/server/ingest/plan.ts';
import { leftovers } from '#lib/server/ingest/publish/publish.ts';
import { Fault, hold } from '../trial.ts';

/** Data so small that a release of it is built in a tenth of a second. */
const SMALL = 'tests/fixtures/ingest/embedded';
const HEAD = 'series_id,region,period,value,low,high,estimate,vintage,source_id,note';
/** What the releases of a shelf hold in one cell, one each, so that an answer tells which it is from. */
export const VALUES = [1, 2, 3, 4, 5, 6, 7, 8, 9];
/** Releases kept, so that a folder does not grow for an hour. */
const KEEP = 4;

/** A folder of releases that differ in one value, and what builds them. */
export class Shelf {
	readonly embedded: string;
	readonly releases: string;
	readonly #mine: (value: number) => string;
	readonly #values = new Map<string, number>();

	/** @param releases where they are published, if not in the folder */
	constructor(folder: string, releases = join(folder, 'releases')) {
		this.embedded = join(folder, 'embedded');
		this.releases = releases;
		cpSync(SMALL, this.embedded, { recursive: true });
		this.#mine = (value) => join(folder, String(value), 'mine');
		for (const value of VALUES) {
			const mine = this.#mine(value);
			mkdirSync(mine, { recursive: true });
			const row = `s1,US-VA,2026,${value},,,actual,,gazette,`;
			writeFileSync(join(mine, 'observations.csv'), `${HEAD}\n${row}\n`);
			this.#values.set(plan(this.options(value)).id, value);
		}
	}

	/** What builds the release of a value. */
	options(value: number): BuildOptions {
		const { embedded, releases } = this;
		return {
			embedded,
			upstream: null,
			overlays: [this.#mine(value)],
			releases,
			keep: KEEP,
			allowShrink: true
		};
	}

	build(value: number, more: Partial<BuildOptions> = {}): BuildResult {
		return build({ ...this.options(value), ...more });
	}

	idOf(value: number): string {
		return [...this.#values].find(([, one]) => one === value)?.[0] ?? '';
	}

	/** The value in a release; undefined for one that was never built here. */
	valueOf(id: string): number | undefined {
		return this.#values.get(id);
	}

	/** What a folder that a run has left in order does not have: nothing where it is in order. */
	untidy(): string[] {
		const { releases } = this;
		const { entries, unreadable } = readReleaseLog(releases);
		const ids = new Set(entries.map(({ id }) => id));
		const files = releaseFiles(releases);
		const wrong = [
			...leftovers(releases).map((name) => `${name} was left behind`),
			...unreadable.map(({ line }) => `line ${line} of the log cannot be read`),
			...files.filter((id) => !ids.has(id)).map((id) => `the log does not name ${id}.sqlite`)
		];
		if (entries.at(-1)?.id !== pointerOf(releases))
			wrong.push(
				`the pointer holds ${pointerOf(releases)}, the log ends with ${entries.at(-1)?.id}`
			);
		for (const { id, sha256, size } of entries) {
			const path = releasePath(releases, id);
			if (!existsSync(path)) continue;
			const found = fingerprintOf(path);
			if (found.sha256 !== sha256 || found.size !== size)
				wrong.push(`${id}.sqlite is not the file that the log names`);
		}
		return wrong;
	}
}

/** Ways of asking for the value, and where an answer names its release. */
const FORMS = ['', '.csv', '.ndjson'] as const;
/** More than the time after which a store looks at its folder again. */
const LOOK_MS = 1500;

/** A server over a shelf, without a socket: it looks at its folder whenever it is asked. */
export class Reader {
	readonly #shelf: Shelf;
	readonly #api: ReturnType<typeof createApi>;
	readonly #store: ReleaseStore;
	#clock = 0;
	/** What the store has said: what it finds damaged. */
	readonly said: string[] = [];

	constructor(shelf: Shelf, now: () => Date = () => new Date()) {
		this.#shelf = shelf;
		this.#store = new ReleaseStore(
			shelf.releases,
			() => (this.#clock += LOOK_MS),
			(line) => this.said.push(line)
		);
		const open = { costlyBurst: 1e9, readBurst: 1e9 };
		this.#api = createApi({ store: this.#store, now }, open);
	}

	/** The status of an answer. */
	async status(path: string): Promise<number> {
		const answer = await this.#api.request(path);
		await answer.arrayBuffer();
		return answer.status;
	}

	/**
	 * The release that answers, or null where none can.
	 * @param form JSON, CSV or NDJSON, by its number
	 * @param query asks for a release of the past, such as `&release=ID`
	 * @throws Fault where the value is not that of the release named, or the server fails
	 */
	async ask(form = 0, query = ''): Promise<string | null> {
		const format = FORMS[form % FORMS.length] ?? '';
		const path = `/api/v1/observations${format}?region=US-VA&dataset=mine${query}`;
		const answer = await this.#api.request(path);
		const text = await answer.text();
		if (answer.status === 503 || (query !== '' && [404, 410].includes(answer.status))) return null;
		hold(answer.status === 200, () => `${path} answered ${answer.status}: ${text.slice(0, 300)}`);
		const id = answer.headers.get('x-groundswell-release') ?? releaseIn(text);
		const expected = this.#shelf.valueOf(id);
		const found = valueIn(text, format);
		if (expected === undefined)
			throw new Fault(`${path} is of release ${id}, which is none of ours`);
		hold(found === expected, () => `${path} of ${id} says ${found} where ${expected} is right`);
		return id;
	}

	close(): void {
		this.#store.close();
	}
}

const releaseIn = (text: string) =>
	(JSON.parse(text) as { meta: { release: string } }).meta.release;

function valueIn(text: string, format: (typeof FORMS)[number]): number {
	if (format === '.csv') {
		const [head = '', row = ''] = text.replace('\uFEFF', '').split(/\r?\n/);
		return Number(row.split(',')[head.split(',').indexOf('value')]);
	}
	const rows =
		format === '' ? (JSON.parse(text) as { data: unknown[] }).data : [JSON.parse(text.trim())];
	return (rows[0] as { value: number }).value;
}
