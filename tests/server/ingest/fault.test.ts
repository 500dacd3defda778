import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { BuildFault, faultLines } from '#lib/server/ingest/build-fault.ts';
import { HistoryCheck } from '#lib/server/ingest/history/history-check.ts';
import { csv, OBSERVATIONS, Workshop } from './harness.ts';

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
});
afterEach(() => workshop.remove());

function faultOf(build: () => unknown): BuildFault {
	try {
		build();
	} catch (error) {
		if (error instanceof BuildFault) return error;
		throw error;
	}
	throw new Error('the build met no fault');
}

describe('an error that the build does not know', () => {
	it('is told with table, file and line, and without a stack', () => {
		// Stands for a fault nobody knows of: this cell makes what looks at each row fall over.
		const spy = vi.spyOn(HistoryCheck.prototype, 'see').mockImplementation((_name, cells) => {
			if (cells.includes('13')) throw new RangeError('Invalid\n time value');
		});
		onTestFinished(() => spy.mockRestore());
		const fault = faultOf(() =>
			workshop.with({
				'observations.csv': csv(
					OBSERVATIONS,
					's1,US,2026,12,,,actual,,gazette,',
					's1,US,2027,13,,,actual,,gazette,'
				)
			})
		);
		const lines = faultLines(fault);
		expect(lines.slice(0, 2)).toEqual([
			'ingest met an error that it does not know: RangeError: Invalid time value',
			'mine/observations.csv:3, while reading observations'
		]);
		expect(lines.at(-1)).toMatch(/^This is a fault of the program\. Please report these lines/);
		expect(lines.join('\n')).not.toMatch(/\n\s+at /);
		spy.mockRestore();
		expect(workshop.with({}, { overlays: [] }).status).toBe('published');
	});

	it('of a step behind the reading is told with what was being done', () => {
		const fault = faultOf(() =>
			workshop.build({
				onProgress: (table) => {
					if (table === 'polls') throw new TypeError('no such thing');
				}
			})
		);
		expect(faultLines(fault).slice(0, 2)).toEqual([
			'ingest met an error that it does not know: TypeError: no such thing',
			'while reading polls'
		]);
	});

	it('is told in one line where nothing is known of it', () => {
		expect(faultLines('thrown text')[0]).toBe(
			'ingest met an error that it does not know: thrown text'
		);
	});
});
