/**
 * Measures, inside a process, for how long its main thread keeps everybody waiting: the processor time it takes between
 * two ticks of a timer. Unlike time on a clock that is the same on a busy machine. Loaded with `--import`; asked over
 * IPC with `take`, it answers with the longest block since the last time in
 * milliseconds, and the processor time of the whole process in seconds.
 */
import { existsSync, readFileSync } from 'node:fs';

const TICK_MS = 2;
/** Processor time of the main thread in nanoseconds, where Linux tells. */
const STATE = `/proc/self/task/${process.pid}/schedstat`;

const cpuMs = existsSync(STATE)
	? () => Number(readFileSync(STATE, 'latin1').split(' ', 1)[0]) / 1e6
	: () => process.cpuUsage().user / 1000;

let before = cpuMs();
let longest = 0;

setInterval(() => {
	const now = cpuMs();
	longest = Math.max(longest, now - before);
	before = now;
}, TICK_MS).unref();

process.on('message', (message) => {
	if (message !== 'take') return;
	const { user, system } = process.cpuUsage();
	process.send?.({ longest, cpu: (user + system) / 1e6 });
	longest = 0;
});
// Whoever listens keeps a process alive; the server decides that itself.
process.channel?.unref();
