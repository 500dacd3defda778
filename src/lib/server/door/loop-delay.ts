import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How often the delay is sampled and how long a reading counts, in ms. */
const SAMPLE_MS = 20;
const READING_MS = 1000;
const NANOSECONDS = 1e6;

/**
 * How long the event loop has kept others waiting in the last second, in ms beyond the time between two samples.
 * @returns a function that reads it; measuring keeps no process alive
 */
export function loopDelay(): () => number {
	const histogram = monitorEventLoopDelay({ resolution: SAMPLE_MS });
	histogram.enable();
	let ms = 0;
	setInterval(() => {
		// Without a sample the loop has not turned in all that time.
		const mean = Number.isFinite(histogram.mean) ? histogram.mean / NANOSECONDS : READING_MS;
		ms = Math.max(0, mean - SAMPLE_MS);
		histogram.reset();
	}, READING_MS).unref();
	return () => ms;
}
