import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How often the delay is sampled and read, in ms, and how many readings in a row count. */
const SAMPLE_MS = 20;
const READING_MS = 1000;
const READINGS = 3;
const NANOSECONDS = 1e6;

/**
 * How long the event loop has kept others waiting, in ms beyond the time between two samples: the least of the last
 * readings, so that one long task, as at the start, is no overload.
 * @returns a function that reads it; measuring keeps no process alive
 */
export function loopDelay(): () => number {
	const histogram = monitorEventLoopDelay({ resolution: SAMPLE_MS });
	histogram.enable();
	const readings = Array.from({ length: READINGS }, () => 0);
	setInterval(() => {
		const mean = Number.isFinite(histogram.mean) ? histogram.mean / NANOSECONDS : 0;
		readings.shift();
		readings.push(Math.max(0, mean - SAMPLE_MS));
		histogram.reset();
	}, READING_MS).unref();
	return () => Math.min(...readings);
}
