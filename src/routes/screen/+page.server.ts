import { error, fail, redirect } from '@sveltejs/kit';
import type { ScreeningAnswer } from '#lib/domain/screening/answer.ts';
import { shapesOf } from '#lib/map/shapes.ts';
import type { Actions } from './$types';
import { apiQuery, queryIn, queryOfForm, searchOf } from './query.ts';

/** A file larger than this is not written back into the page. */
const WRITTEN_BACK = 1_000_000;

export const actions: Actions = {
	/**
	 * Sites sent without JavaScript. Where the form's weights and order are not those of the address, the browser is
	 * asked to send the same list there (307 keeps method and body), so that the address says what the page shows.
	 */
	default: async ({ request, fetch, url, setHeaders }) => {
		setHeaders({ 'cache-control': 'no-store' });
		const form = await formOf(request);
		const asked = queryOfForm(form, url.searchParams);
		if (asked !== queryIn(url.searchParams)) redirect(307, url.pathname + searchOf(asked));
		const choices = choicesIn(form);
		const file = form.get('file');
		const given = form.get('sites');
		const text = typeof given === 'string' ? given : '';
		const body = new FormData();
		for (const [key, value] of choices) body.set(key, value);
		const isFile = file instanceof File && file.size > 0;
		if (isFile) body.set('file', file);
		else body.set('sites', text);
		const response = await fetch(`/api/v1/screen?${apiQuery(asked)}`, { method: 'POST', body });
		const sites = isFile ? await written(file) : text;
		if (!response.ok) {
			const { detail } = (await response.json()) as { detail: string };
			return fail(response.status, { problem: detail, sites, choices, answer: null, states: [] });
		}
		const answer = (await response.json()) as ScreeningAnswer;
		const { parts } = await shapesOf(fetch, null);
		return { answer, problem: null, sites, choices, states: parts };
	}
};

/** The form of a request. @throws the page's 400 where the body is none; as it came where it is too large */
async function formOf(request: Request): Promise<FormData> {
	try {
		return await request.formData();
	} catch (problem) {
		// What is no form, or was cut off, is a TypeError of the Fetch standard; a body that is too large is not.
		if (!(problem instanceof TypeError)) throw problem;
		error(400, 'The list of sites did not arrive as a whole form. Send the form of /screen again.');
	}
}

/** What was chosen for rows that could be several places. */
const choicesIn = (form: FormData): [key: string, value: string][] =>
	[...form].flatMap(([key, value]): [string, string][] =>
		/^choice_\d+$/.test(key) && typeof value === 'string' && value !== '' ? [[key, value]] : []
	);

/** A text file as the field shows it, so that it can be sent again in another order; a workbook is chosen again. */
async function written(file: File): Promise<string> {
	if (file.size > WRITTEN_BACK) return '';
	const text = await file.text();
	return text.startsWith('PK') ? '' : text;
}
