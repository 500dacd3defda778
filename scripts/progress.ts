import { SingleBar } from 'cli-progress';

/** Rows read so far: a line that updates itself on a terminal, one plain line a table elsewhere. */
export function progress(silent: boolean): {
	rows: (table: string, rows: number) => void;
	stop: () => void;
} {
	if (silent) return { rows: () => undefined, stop: () => undefined };
	return process.stderr.isTTY ? bar() : lines();
}

function bar() {
	const started = Date.now();
	const line = new SingleBar({
		format: '{table}: {value} rows, {speed} rows/s',
		clearOnComplete: true,
		stream: process.stderr
	});
	let before = 0;
	let table = '';
	let inTable = 0;
	line.start(0, 0, { table: 'reading', speed: 0 });
	return {
		rows: (name: string, rows: number) => {
			if (name !== table) before += inTable;
			table = name;
			inTable = rows;
			const speed = Math.round((before + rows) / Math.max(0.001, (Date.now() - started) / 1000));
			line.update(rows, { table: name, speed });
		},
		stop: () => line.stop()
	};
}

function lines() {
	let last = '';
	let count = 0;
	const print = () => {
		if (last !== '' && count > 0) console.error(`read ${last}: ${count} rows`);
	};
	return {
		rows: (table: string, rows: number) => {
			if (table !== last) print();
			last = table;
			count = rows;
		},
		stop: print
	};
}
