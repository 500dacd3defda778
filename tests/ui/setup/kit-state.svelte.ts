import { pageAt, type Page } from './kit-page.ts';

/** Stands in for `$app/state` in tests of components: a page whose address and data a test sets. */
export const page: Page = $state(pageAt('/polls'));

/** Puts the page at a path; its data are those given. */
export const at = (path: string, data?: Record<string, unknown>): void => {
	Object.assign(page, pageAt(path, data));
};
