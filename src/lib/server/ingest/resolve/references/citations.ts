import type { RecordKind } from '#lib/domain/closed.ts';
import { EMBEDDED, type InputFile } from '../../read/inputs.ts';
import { quiet, readRows } from '../../read/read.ts';
import { columnNames, tableOf } from '../../history/stored-columns.ts';

/**
 * The further sources of each record, read before the records, whose tier and count depend on them.
 * Only citations of a record's own dataset count for it: a user folder that cites an embedded record adds a
 * citation, and leaves the record as it is.
 */
export class Citations {
	#sources = new Map<string, string[]>();
	/** Kind and first part of the id of every cited record, so that most records need no id to be put together. */
	#cited = new Set<string>();

	/** @param sourceOf the stored id of a source that a dataset names, or null where there is none */
	static read(
		files: readonly InputFile[],
		sourceOf: (id: string, dataset: string) => string | null
	): Citations {
		const citations = new Citations();
		const table = tableOf('citations');
		const columns = columnNames(table);
		const [kindAt, idAt, sourceAt] = ['record_kind', 'record_id', 'source_id'].map((name) =>
			columns.indexOf(name)
		);
		for (const file of files)
			readRows(
				file,
				table,
				(cells) => {
					const cell = (position: number | undefined) => (cells[position ?? -1] ?? '').trim();
					const source = sourceOf(cell(sourceAt), file.dataset);
					if (source !== null) citations.#add(file.dataset, cell(kindAt), cell(idAt), source);
				},
				quiet
			);
		return citations;
	}

	#add(dataset: string, kind: string, id: string, source: string): void {
		const own = unqualified(id, dataset);
		const key = `${dataset} ${kind} ${own}`;
		this.#cited.add(`${dataset} ${kind} ${firstPart(own)}`);
		const known = this.#sources.get(key);
		if (known) known.push(source);
		else this.#sources.set(key, [source]);
	}

	/** Whether any record whose id starts with this part is cited by its own dataset. */
	mayCite(kind: RecordKind, part: string, dataset: string): boolean {
		return (
			this.#cited.size > 0 &&
			this.#cited.has(`${dataset} ${kind} ${firstPart(unqualified(part, dataset))}`)
		);
	}

	/** Stored ids of the further sources of a record, by its stored id. */
	of(kind: RecordKind, id: string, dataset: string): readonly string[] {
		return this.#sources.get(`${dataset} ${kind} ${unqualified(id, dataset)}`) ?? [];
	}
}

const firstPart = (id: string) => {
	const bar = id.indexOf('|');
	return bar === -1 ? id : id.slice(0, bar);
};

const unqualified = (id: string, dataset: string) =>
	dataset !== EMBEDDED && id.startsWith(`${dataset}:`) ? id.slice(dataset.length + 1) : id;
