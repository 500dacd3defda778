import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** No level of headings is left out: who reads by headings looks for the one between. */
const RULES = { 'heading-order': { enabled: true } };

/** How many places of a problem are named. */
const SHOWN = 5;

/**
 * What axe finds against WCAG 2.2 AA on a page, and in the order of its headings, a line each.
 * Evaluated through the debugger, which the page's content security policy does not govern.
 */
export async function accessibilityProblems(page: Page): Promise<string[]> {
	await page.evaluate(axe.source);
	const { violations } = await page.evaluate<
		AxeResults,
		{ tags: typeof TAGS; rules: typeof RULES }
	>(
		({ tags, rules }) =>
			(globalThis as unknown as { axe: typeof axe }).axe.run(document, {
				runOnly: { type: 'tag', values: tags },
				rules
			}),
		{ tags: TAGS, rules: RULES }
	);
	return violations.map(({ id, help, nodes }) => {
		const places = nodes.slice(0, SHOWN).map(({ target }) => target.join(' '));
		return `${id} (${help}), ${nodes.length} times: ${places.join(', ')}`;
	});
}
