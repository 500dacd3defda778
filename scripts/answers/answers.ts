/**
 * Records what every route of the API answers over the invented data, and compares it with a record from before:
 * a change of the code that should change no answer is seen to change none.
 *
 * npx tsx scripts/answers/answers.ts write FILE
 * npx tsx scripts/answers/answers.ts compare FILE
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { answers } from './ask.ts';

const [, , command = '', file = ''] = argv;
if (!['write', 'compare'].includes(command) || file === '') {
	console.error('usage: npx tsx scripts/answers/answers.ts write|compare FILE');
	exit(2);
}

const now = await answers();
if (command === 'write') {
	writeFileSync(file, `${JSON.stringify(now, null, '\t')}\n`);
	console.log(`${Object.keys(now).length} answers written to ${file}`);
	exit(0);
}
const before = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
const differences = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
	(address) => before[address] !== now[address]
);
for (const address of differences)
	console.log(
		`${address}\n\tbefore ${before[address] ?? 'nothing'}\n\tnow    ${now[address] ?? 'nothing'}`
	);
console.log(`${Object.keys(now).length} answers, ${differences.length} differ`);
exit(differences.length === 0 ? 0 : 1);
