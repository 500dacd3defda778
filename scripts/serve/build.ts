/** Builds the pages where they are older than the code: `npm run build`. */
import { ensureSite } from './site.ts';

try {
	await ensureSite('.', (line) => console.log(line));
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}
