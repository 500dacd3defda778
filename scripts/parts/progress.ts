import { SingleBar } from 'cli-progress';

export interface Progress {
	/** Takes the number of rows of a table that have been read so far. */
	rows: (table: string, rows: number) => void;
	/** Takes how many trends have been estimated, and of how many. */
	estimates: (done: number, of: number) => void;
	/** Takes what is done once all rows are read. */
	step: (doing: string) => void;
	/** Clears the line, or prints the last one; what comes after begins another. May be called twice. */
	stop: () => void;
}

/** Rows read and trends estimated so far: a line that updates itself on a terminal, a few plain lines elsewhere. */
export function progress(silent: boolean): Progress {
	if (silent)
		return {
			rows: () => undefined,
			estimates: () => undefined,
			step: () => undefined,
			stop: () => undefined
		};
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
	let running = false;
	let doing = '';
	const begin = (what: string) => {
		if (running) return;
		running = true;
		line.start(0, 0, { what });
	};
	begin('reading');
	return {
		rows: (table, rows) => {
			begin('reading');
			meter.see(table, rows);
			line.update(meter.total, {
				what: `${table}: ${rowsOf(rows)}, ${number(meter.perSecond)} rows/s`
			});
		},
		estimates: (done, of) => {
			line.update(done, { what: `${doing}: ${number(done)} of ${number(of)}` });
		},
		step: (next) => {
			meter.end();
			doing = next;
			begin(doing);
			line.update(0, { what: doing });
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
	let doing = '';
	const endReading = () => {
		// Nothing was read yet: the clock goes on.
		if (!reading || meter.total === 0) return;
		reading = false;
		meter.end();
		print();
		console.error(summary(meter));
	};
	const print = () => {
		if (meter.inTable > 0) console.error(`read ${meter.table}: ${rowsOf(meter.inTable)}`);
	};
	return {
		rows: (table, rows) => {
			running = true;
			if (table !== meter.table) print();
			meter.see(table, rows);
		},
		// A file of lines is no terminal: it says what takes long, and not each of twenty steps.
		estimates: (done, of) => {
			if (done === 0) console.error(`${doing}: ${number(of)}`);
		},
		step: (next) => {
			endReading();
			doing = next;
		},
		stop: () => {
			if (!running) return;
			running = false;
			endReading();
		}
	};
}
