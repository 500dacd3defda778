import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeSpan, markdown, markdownLink } from '#lib/server/api/formats/markdown.ts';
import { licenceNotes, readme } from '#lib/server/api/formats/archives/package.ts';

type Description = Parameters<typeof licenceNotes>[0];
const HOSTILE =
	'Paper\n\n# Owned\n- [x](javascript:alert(1)) <script>1</script> ![i](http://e/i.png) `c`';

const LETTERS = Array.from('\\`*_[]<>|~&#+=-1.) \n\u2028aé;');

describe('text of others in Markdown', () => {
	it.each([
		['A plain title, 2026 (rev. 2)', 'A plain title, 2026 (rev. 2)'],
		['[x](javascript:y)', String.raw`\[x\](javascript:y)`],
		['# Head', String.raw`\# Head`],
		['1. One', String.raw`1\. One`],
		['- item', String.raw`\- item`],
		['a\r\n\u2028b', 'a b'],
		['*a* _b_ `c` <d> ~e~ |f| &lt;', String.raw`\*a\* \_b\_ \`c\` \<d\> \~e\~ \|f\| \&lt;`]
	])('%j is written %j', (text, written) => {
		expect(markdown(text)).toBe(written);
	});

	it('is one line, and says what it said once the backslashes are taken off', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...LETTERS), { maxLength: 30 }), (letters) => {
				const text = letters.join('');
				const written = markdown(text);
				expect(written).not.toMatch(/[\n\r\u2028\u2029]/);
				expect(written).not.toMatch(/(?<!\\)(?:\\\\)*[[\]<>`]/);
				expect(written.replace(/\\([^\p{L}\p{N}\s])/gu, '$1')).toBe(
					text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
				);
			})
		);
	});

	it('links lead to web addresses only', () => {
		expect(markdownLink('https://a.example/b_c?d=*')).toBe('<https://a.example/b_c?d=*>');
		expect(markdownLink('javascript:alert(1)')).toBe('javascript:alert(1)');
		expect(markdownLink('https://a.example/> [x](y)')).not.toMatch(/^</);
	});

	it('a code span holds backticks', () => {
		expect(codeSpan('q=a')).toBe('`q=a`');
		expect(codeSpan('q=a``b`')).toBe('``` q=a``b` ```');
	});
});

/** As far as the documents read it. */
const described = {
	title: HOSTILE,
	sentence: HOSTILE,
	description: 'What it is.',
	terms: HOSTILE,
	notes: [HOSTILE],
	parameters: { q: HOSTILE },
	columns: [],
	citation: { text: HOSTILE, bibtex: '@misc{a}' },
	release: { id: 'aaaaaaaaaaaa', published_at: null, data_through: null, commit: null },
	on: '2026-01-01',
	retrieved_at: '2026-01-01T00:00:00Z',
	rows: 1,
	address: 'http://127.0.0.1/api/v1/polls.csv',
	sources: [
		{
			title: HOSTILE,
			publisher: HOSTILE,
			url: 'https://a.example/',
			tier: 'primary',
			licence: HOSTILE,
			attribution: HOSTILE,
			rows: 1
		}
	]
} as unknown as Description;

it.each([
	['LICENCES.md', licenceNotes(described)],
	['README.md', readme(described, 'polls.csv')]
])('no source makes a heading, a link or HTML of %s', (_name, text) => {
	const lines = text.split('\n');
	expect(lines.filter((line) => /^\s*#+ *Owned/.test(line))).toEqual([]);
	expect(text).toContain('Owned');
	for (const line of lines) {
		const outside = line.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
		expect(outside).not.toMatch(/(?<!\\)\[x|(?<!\\)<script/);
	}
});

it.each([
	['12. a list', '12\\. a list'],
	['123456789) a list', '123456789\\) a list'],
	['1234567890. no list', '1234567890. no list'],
	['# 1. a head', '\\# 1. a head'],
	['- 2. a list', '\\- 2. a list']
])('a line that begins with %s is text', (text, written) => {
	expect(markdown(text)).toBe(written);
});
