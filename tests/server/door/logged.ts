import { onTestFinished } from 'vitest';
import type { LogLevel } from '#lib/server/log/log-levels.ts';
import { openLog } from '#lib/server/log/log.ts';

/** A line of the log. */
export interface Line {
	level: string;
	msg: string;
	request?: string;
	method?: string;
	path?: string;
	status?: number;
	err?: { message: string; stack: string };
}

/** What is logged while the test runs. */
export function logged(level: LogLevel = 'error'): Line[] {
	const lines: Line[] = [];
	openLog(level, { write: (text) => void lines.push(JSON.parse(text) as Line) });
	onTestFinished(() => openLog('silent'));
	return lines;
}
