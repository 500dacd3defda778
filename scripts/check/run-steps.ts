import { closing, line, type Outcome } from './report.ts';
import { runAll, type Ended, type Task } from './schedule.ts';

/** Steps that run at a time: the machine that a run is made for has two cores. */
const AT_A_TIME = 2;

/** Runs steps, prints each as it ends and all of them in a closing line. @returns the exit code */
export async function check(steps: readonly Task<Outcome>[]): Promise<number> {
	const started = performance.now();
	const ended = await runAll(steps, AT_A_TIME, ({ failed }) => failed === 0, report);
	console.log(closing(ended, performance.now() - started));
	return ended.every((one) => 'result' in one && one.result.failed === 0) ? 0 : 1;
}

function report(ended: Ended<Outcome>): void {
	console.log(line(ended));
	if ('result' in ended && ended.result.failed > 0) console.log(ended.result.output);
}
