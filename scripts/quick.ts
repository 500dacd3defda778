/** What most likely breaks while a change is made: `npm run test:quick`; quickest from its second run on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { propertiesOf } from '../tests/setup/properties.ts';
import { changedFiles } from './check/changed.ts';
import { check } from './check/run-steps.ts';
import { environment, quickSteps } from './check/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'groundswell-test-'));
process.exitCode = await main().finally(() => rmSync(folder, { recursive: true, force: true }));

async function main(): Promise<number> {
	const properties = propertiesOf(process.env);
	const files = changedFiles();
	console.log(`${files.length} files changed; ${properties.sentence}`);
	const env = environment(process.env, properties.env);
	return check(quickSteps({ folder, env, say: console.log }, files));
}
