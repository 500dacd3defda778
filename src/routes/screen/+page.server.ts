import { fail, redirect } from '@sveltejs/kit';
import type { ScreeningAnswer } from '#lib/domain/screening/answer.ts';
import type { Actions } from './$types';
import { addressOfForm, ROWS } from './query.ts';

/** A file larger than this is not written back into the page. */
const WRITTEN_BACK = 1_000_000;

export const actions: Actions = {
	/**
	 * Sites sent without JavaScript. Where the form's weights and order are not those of the address, the browser is
	 * asked to send the same list there (307 keeps method and body), so that the address says what the page shows.
	 */
	default: async ({ request, fetch, url }) => {
		const form = await request.formData();
		const asked = addressOfForm(form, url);
		const current = new URLSearchParams(url.searchParams);
		current.sort();
		if (asked !== current.toString()) redirect(307, `${url.pathname}?${asked}`);
		const file = form.get('file');
		const given = form.get('sites');
		const text = typeof given === 'string' ? given : '';
		const body = new FormData();
		const isFile = file instanceof File && file.size > 0;
		if (isFile) body.set('file', file);
		else body.set('sites', text);
		const query = new URLSearchParams(asked);
		query.set('limit', String(ROWS));
		const response = await fetch(`/api/v1/screen?${query}`, { method: 'POST', body });
		const sites = isFile ? await written(file) : text;
		if (!response.ok) {
			const { detail } = (await response.json()) as { detail: string };
			return fail(response.status, { problem: detail, sites, answer: null });
		}
		return { answer: (await response.json()) as ScreeningAnswer, problem: null, sites };
	}
};

/** A text file as the field shows it, so that it can be sent again in another order; a workbook is chosen again. */
async function written(file: File): Promise<string> {
	if (file.size > WRITTEN_BACK) return '';
	const text = await file.text();
	return text.startsWith('PK') ? '' : text;
}
