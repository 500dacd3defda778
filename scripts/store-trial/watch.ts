import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLog } from '#lib/server/dataset/releases/release-log.ts';

/** What a writer said that it published, by the number of its commit. */
export interface Published {
	id: string;
	at: string;
	/** When it said so, in ms since 1970. */
	now: number;
}

/** What is seen of writers and servers while they run. */
export class Watch {
	readonly published = new Map<number, Published>();
	readonly numbers: Record<string, number> = {};
	readonly faults: string[] = [];
	/** Seconds by which copies were behind, each time they were looked at. */
	readonly behind: number[] = [];

	add(name: string, by = 1): void {
		this.numbers[name] = (this.numbers[name] ?? 0) + by;
	}

	fault(line: string): void {
		if (this.faults.length < 20) this.faults.push(line);
	}

	/** Takes a line of a writer. */
	said(line: string): void {
		const what = JSON.parse(line) as Partial<Published> & {
			published?: number;
			overtaken?: number;
			failed?: string;
			pruned?: string[];
		};
		if (what.published !== undefined) {
			const { id = '', at = '', now = 0 } = what;
			if (this.published.has(what.published))
				this.fault(`two writers were told that commit ${what.published} is theirs`);
			this.published.set(what.published, { id, at, now });
			this.add('releases published');
		} else if (what.overtaken !== undefined) this.add('times a writer was overtaken');
		else if (what.failed !== undefined) this.add('tries of a writer that failed');
		else if (what.pruned !== undefined) this.add('releases pruned', what.pruned.length);
	}

	/** Takes failures of its own out of the log of a server: what it says of the store being away is none. */
	readFailures(path: string): void {
		for (const line of readFileSync(path, 'utf8').split('\n'))
			if (line.includes('"err"') || line.startsWith('Error')) this.fault(line.slice(0, 1500));
	}

	/** Notes by how much the copy in a folder is behind what was published. */
	look(folder: string): void {
		if (!existsSync(join(folder, 'log.jsonl'))) return;
		const at = readLog(folder).at(-1)?.published_at ?? '';
		const missed = [...this.published.values()].filter((one) => one.at > at);
		const first = Math.min(...missed.map(({ now }) => now));
		this.behind.push(missed.length === 0 ? 0 : (Date.now() - first) / 1000);
	}
}

/** The middle, the 99th of a hundred, and the largest of some numbers. */
export function spread(numbers: readonly number[]): { median: number; p99: number; max: number } {
	const sorted = numbers.toSorted((a, b) => a - b);
	const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
	return { median: at(0.5), p99: at(0.99), max: at(1) };
}
