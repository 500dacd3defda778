import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** How many places of a problem are named. */
const SHOWN = 5;

/**
 * What axe finds against WCAG 2.2 AA on a page, a line each.
 * Evaluated through the debugger, which the page's content security policy does not govern.
 */
export async function accessibilityProblems(page: Page): Promise<string[]> {
	await page.evaluate(axe.source);
	const { violations } = await page.evaluate<AxeResults, string[]>(
		(tags) =>
			(globalThis as unknown as { axe: typeof axe }).axe.run(document, {
				runOnly: { type: 'tag', values: tags }
			}),
		TAGS
	);
	return violations.map(({ id, help, nodes }) => {
		const places = nodes.slice(0, SHOWN).map(({ target }) => target.join(' '));
		return `${id} (${help}), ${nodes.length} times: ${places.join(', ')}`;
	});
}
