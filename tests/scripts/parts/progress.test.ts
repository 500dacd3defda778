import { expect, test, vi } from 'vitest';
import { progress } from '../../../scripts/parts/progress.ts';

test('what is read after a stop is told as well, and what takes long after it', () => {
	const said: unknown[] = [];
	vi.spyOn(console, 'error').mockImplementation((line: unknown) => said.push(line));
	const told = progress(false);
	told.stop();
	told.rows('polls', 3);
	told.step('labeling regions');
	told.step('estimating trends');
	told.estimates(0, 37);
	told.estimates(1, 37);
	told.stop();
	expect(said).toEqual([
		'read polls: 3 rows',
		expect.stringMatching(/^read 3 rows, [\d,]+ rows\/s$/),
		'estimating trends: 37'
	]);
});
