import { describe, test } from 'vitest';
import { kept } from '../setup/kept.ts';
import { INVENTED } from './invented/invented.ts';
import { chartLines } from './invented/spec-text.ts';

/** What each kind of chart shows and says of invented rows. */
describe('a chart', () => {
	const files = kept('charts', '.txt', Object.keys(INVENTED));
	test.each(Object.entries(INVENTED))('of %s shows and says what is kept', async (name, spec) => {
		await files.same(name, [spec().title, ...chartLines(spec())].join('\n'));
	});
});
