import { describe, expect, it } from 'vitest';
import { embedHeight } from '#lib/figures/embed/embed-height.ts';
import { iframeSnippet } from '#lib/figures/embed/snippet.ts';

const SRC = 'https://x.example/embed/chart/polls?region=US';

describe('the code to embed', () => {
	it('comes with a listener for the height that frames of this site tell, and for no other', () => {
		const code = iframeSnippet({ src: SRC, title: 'A', height: 500 });
		expect(code).toMatch(/^<iframe .*height="500".*<\/iframe>\n<script>.*<\/script>$/);
		expect(code).toContain('e.origin==="https://x.example"');
		expect(code).toContain('"groundswell:height"');
	});

	it('has no script where the height is fixed', () => {
		expect(iframeSnippet({ src: SRC, title: 'A', height: 500, fixed: true })).not.toContain(
			'<script'
		);
	});
});

it('more words make a higher frame', () => {
	const words = { title: 'Short', measure: 'percent', source: 'One' };
	const chart = { kind: 'chart', size: 'small' } as const;
	const least = embedHeight(words, chart);
	expect(embedHeight({ ...words, title: 'A title '.repeat(15) }, chart)).toBeGreaterThan(least);
	expect(embedHeight({ ...words, source: 'A source '.repeat(30) }, chart)).toBeGreaterThan(least);
	expect(embedHeight(words, { kind: 'chart', size: 'large' })).toBeGreaterThan(least);
});
