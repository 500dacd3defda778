/** Everything that must hold before a change is taken in: `npm test`; with `--full` also what takes long. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { propertiesOf } from '../tests/setup/properties.ts';
import { check } from './check/run-steps.ts';
import { environment, steps } from './check/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'groundswell-test-'));
process.exitCode = await main().finally(() => rmSync(folder, { recursive: true, force: true }));

async function main(): Promise<number> {
	const properties = propertiesOf(process.env);
	console.log(properties.sentence);
	const env = environment(process.env, properties.env);
	return check(steps({ folder, env, say: console.log }, process.argv.includes('--full')));
}
