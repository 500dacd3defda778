import { SingleBar } from 'cli-progress';

export interface Progress {
	/** Takes the number of rows of a table that have been read so far. */
	rows: (table: string, rows: number) => void;
	/** Clears the line, or prints the last one. May be called twice. */
	stop: () => void;
}

/** Rows read so far: a line that updates itself on a terminal, one plain line a table elsewhere. */
export function progress(silent: boolean): Progress {
	if (silent) return { rows: () => undefined, stop: () => undefined };
	return process.stderr.isTTY ? bar() : lines();
}

/** Adds up the rows of the tables as they come in. */
class Meter {
	#started = performance.now();
	#before = 0;
	table = '';
	inTable = 0;

	see(table: string, rows: number): void {
		if (table !== this.table) this.#before += this.inTable;
		this.table = table;
		this.inTable = rows;
	}

	get total(): number {
		return this.#before + this.inTable;
	}

	get perSecond(): number {
		return Math.round(this.total / Math.max(0.001, (performance.now() - this.#started) / 1000));
	}
}

const number = (value: number) => value.toLocaleString('en-US');

const summary = (meter: Meter) =>
	`read ${number(meter.total)} rows, ${number(meter.perSecond)} rows/s`;

function bar(): Progress {
	const meter = new Meter();
	const line = new SingleBar({
		format: '{table}: {rows} rows, {speed} rows/s',
		clearOnComplete: true,
		// Reading never pauses for a timer, so each update draws the line itself.
		synchronousUpdate: true,
		stream: process.stderr
	});
	line.start(0, 0, { table: 'reading', rows: 0, speed: 0 });
	let running = true;
	return {
		rows: (table, rows) => {
			meter.see(table, rows);
			line.update(meter.total, { table, rows: number(rows), speed: number(meter.perSecond) });
		},
		stop: () => {
			if (!running) return;
			running = false;
			line.stop();
			if (meter.total > 0) console.error(summary(meter));
		}
	};
}

function lines(): Progress {
	const meter = new Meter();
	let running = true;
	const print = () => {
		if (meter.inTable > 0) console.error(`read ${meter.table}: ${number(meter.inTable)} rows`);
	};
	return {
		rows: (table, rows) => {
			if (table !== meter.table) print();
			meter.see(table, rows);
		},
		stop: () => {
			if (!running) return;
			running = false;
			print();
			if (meter.total > 0) console.error(summary(meter));
		}
	};
}
