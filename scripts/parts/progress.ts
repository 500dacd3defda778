import { SingleBar } from 'cli-progress';

export interface Progress {
	/** Takes the number of rows of a table that have been read so far. */
	rows: (table: string, rows: number) => void;
	/** Takes how many trends have been estimated, and of how many. */
	estimates: (done: number, of: number) => void;
	/** Clears the line, or prints the last one. May be called twice. */
	stop: () => void;
}

/** Rows read and trends estimated so far: a line that updates itself on a terminal, a few plain lines elsewhere. */
export function progress(silent: boolean): Progress {
	if (silent) return { rows: () => undefined, estimates: () => undefined, stop: () => undefined };
	return process.stderr.isTTY ? bar() : lines();
}

/** Adds up the rows of the tables as they come in. */
class Meter {
	#started = performance.now();
	#ended: number | null = null;
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

	/** Stops the clock, once: what comes after reading does not count. */
	end(): void {
		this.#ended ??= performance.now();
	}

	get perSecond(): number {
		const until = this.#ended ?? performance.now();
		return Math.round(this.total / Math.max(0.001, (until - this.#started) / 1000));
	}
}

const number = (value: number) => value.toLocaleString('en-US');
const rowsOf = (count: number) => `${number(count)} ${count === 1 ? 'row' : 'rows'}`;

const summary = (meter: Meter) => `read ${rowsOf(meter.total)}, ${number(meter.perSecond)} rows/s`;

function bar(): Progress {
	const meter = new Meter();
	const line = new SingleBar({
		format: '{what}',
		clearOnComplete: true,
		// Reading never pauses for a timer, so each update draws the line itself.
		synchronousUpdate: true,
		stream: process.stderr
	});
	line.start(0, 0, { what: 'reading' });
	let running = true;
	return {
		rows: (table, rows) => {
			meter.see(table, rows);
			line.update(meter.total, {
				what: `${table}: ${rowsOf(rows)}, ${number(meter.perSecond)} rows/s`
			});
		},
		estimates: (done, of) => {
			meter.end();
			line.update(done, { what: `estimating trends: ${number(done)} of ${number(of)}` });
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
	let reading = true;
	const endReading = () => {
		if (!reading) return;
		reading = false;
		meter.end();
		print();
		if (meter.total > 0) console.error(summary(meter));
	};
	const print = () => {
		if (meter.inTable > 0) console.error(`read ${meter.table}: ${rowsOf(meter.inTable)}`);
	};
	return {
		rows: (table, rows) => {
			if (table !== meter.table) print();
			meter.see(table, rows);
		},
		estimates: (done, of) => {
			endReading();
			if (done === 0) console.error(`estimating ${number(of)} trends`);
		},
		stop: () => {
			if (!running) return;
			running = false;
			endReading();
		}
	};
}
