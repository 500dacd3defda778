import { expect, test } from 'vitest';
import type { Chart } from 'chart.js';
import { layoutOf } from '#lib/charts/layout/layout.ts';
import { labels } from '#lib/charts/plugins/labels.ts';
import { INVENTED } from './invented/invented.ts';
import { chartOver, theme } from './invented/recorder.ts';

test('where the system has colors of its own, words have no rim that would fill with its color of words', () => {
	const spec = INVENTED['waves and marks']?.();
	if (!spec) throw new Error('no chart');
	const layout = layoutOf(spec, { width: 900, height: 400 });
	const written = (isForced: boolean) => {
		const { chart, lines } = chartOver(layout, spec);
		labels(
			() => layout,
			() => ({ ...theme, isForced })
		).afterDatasetsDraw?.(chart as unknown as Chart, {}, {}, false);
		return {
			words: lines.filter((line) => line.startsWith('fillText')).length,
			rims: lines.filter((line) => line.startsWith('strokeText')).length
		};
	};
	const [usual, forced] = [written(false), written(true)];
	expect(usual.rims).toBe(usual.words);
	expect(usual.words).toBeGreaterThan(3);
	expect(forced).toEqual({ words: usual.words, rims: 0 });
});
