/** What CommonMark and GitHub's Markdown take for more than a letter inside a line. */
const SPECIAL = /[\\`*[\]<>|~]|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
/** What they take for a heading, list, quote or rule where a line begins. */
const AT_START = /^(\s*)([#+=-]|\d{1,9}[.)])/;

/**
 * Text of others as one line of Markdown that reads as it was written: no heading, list, link, image or HTML.
 * @example markdown('[x](javascript:y)') // '\\[x\\](javascript:y)'
 */
export const markdown = (text: string): string =>
	text
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim()
		.replace(SPECIAL, '\\$&')
		.replace(AT_START, (_, space: string, mark: string) =>
			/^\d/.test(mark) ? `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}` : `${space}\\${mark}`
		);

/** An address as a link to itself; what is no web address stays text. */
export const markdownLink = (address: string): string =>
	/^https?:\/\/[^\s<>\p{Cc}]+$/u.test(address) ? `<${address}>` : markdown(address);

/** Text in a code span, fenced by more backticks than it holds in a row. */
export function codeSpan(text: string): string {
	const line = text.replace(/[\s\p{Cc}]+/gu, ' ');
	const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
	if (longest === 0) return `\`${line}\``;
	const fence = '`'.repeat(longest + 1);
	return `${fence} ${line} ${fence}`;
}
