import Database from 'better-sqlite3';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import { build, type BuildResult } from '#lib/server/ingest/build.ts';
import type { BuildOptions } from '#lib/server/ingest/plan.ts';
import { currentId } from '#lib/server/dataset/releases/release-log.ts';

// A build writes and syncs files, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const FIXTURE = 'tests/fixtures/ingest/embedded';

/** A folder of its own for one test: a copy of the small embedded data, user folders, and releases. */
export class Workshop {
	readonly root = mkdtempSync(join(tmpdir(), 'groundswell-ingest-'));
	readonly embedded = join(this.root, 'embedded');
	readonly releases = join(this.root, 'releases');

	constructor() {
		cpSync(FIXTURE, this.embedded, { recursive: true });
	}

	/** Writes files into a user folder; returns its path. */
	overlay(name: string, files: Record<string, string | Buffer>): string {
		const folder = join(this.root, name);
		mkdirSync(folder, { recursive: true });
		for (const [file, text] of Object.entries(files)) {
			mkdirSync(dirname(join(folder, file)), { recursive: true });
			writeFileSync(join(folder, file), text);
		}
		return folder;
	}

	/** Writes a file of the embedded data anew. */
	write(file: string, text: string): void {
		mkdirSync(dirname(join(this.embedded, file)), { recursive: true });
		writeFileSync(join(this.embedded, file), text);
	}

	build(options: Partial<BuildOptions> = {}): BuildResult {
		return build({ embedded: this.embedded, overlays: [], releases: this.releases, ...options });
	}

	/** Builds with a user folder `mine` made of these files. */
	with(files: Record<string, string | Buffer>, options: Partial<BuildOptions> = {}): BuildResult {
		return this.build({ overlays: [this.overlay('mine', files)], ...options });
	}

	/** Rows of the current release. */
	rows(sql: string): unknown[] {
		const db = new Database(join(this.releases, `${currentId(this.releases)}.sqlite`), {
			readonly: true
		});
		try {
			return db.prepare(sql).all();
		} finally {
			db.close();
		}
	}

	remove(): void {
		rmSync(this.root, { recursive: true, force: true });
	}
}

/** Header of a table's file, then rows. */
export const csv = (header: string, ...rows: string[]) => `${[header, ...rows].join('\n')}\n`;

export const OBSERVATIONS =
	'series_id,region,period,value,low,high,estimate,vintage,source_id,note';
export const SOURCES = 'source_id,title,publisher,tier';
export const ANSWERS =
	'question_id,subgroup_kind,subgroup,option,stance,strength,percent,qualifier,reading,note';
export const OVERRIDES = 'table,id,column,value,source_id,reason';
export const REGIONS = 'region,name,kind,parent';
export const ACTIONS =
	'action_id,date,date_basis,place_id,region,action_type,body,body_kind,decision,direction,summary,source_id';
export const POLLS =
	'poll_id,house,pollster,population,region,field_start,field_end,published,sample_size,source_id';
export const QUESTIONS = 'question_id,poll_id,topic,proximity,wording_group,multi,summary';
