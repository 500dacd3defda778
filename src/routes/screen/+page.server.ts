import { error, fail, redirect } from '@sveltejs/kit';
import type { ScreeningAnswer } from '#lib/domain/screening/answer.ts';
import { shapesOf } from '#lib/map/shapes/shapes.ts';
import { formIn, refusalOf, type SentForm } from '#lib/server/uploads/read.ts';
import type { Actions } from './$types';
import { apiQuery, queryIn, queryOfForm, searchOf } from './screen-address.ts';

/** A file larger than this is not written back into the page. */
const WRITTEN_BACK = 1_000_000;

export const actions: Actions = {
	/**
	 * Sites sent without JavaScript. Where the form's weights and order are not those of the address, the browser is
	 * asked to send the same list there (307 keeps method and body), so that the address says what the page shows.
	 */
	default: async ({ request, fetch, url, setHeaders }) => {
		setHeaders({ 'cache-control': 'no-store' });
		const form = await sentForm(request);
		const asked = queryOfForm(form.fields, url.searchParams);
		if (asked !== queryIn(url.searchParams)) redirect(307, url.pathname + searchOf(asked));
		const choices = form.fields.filter(([name, value]) => CHOICE.test(name) && value !== '');
		const { file } = form;
		const text = form.fields.find(([name]) => name === 'sites')?.[1] ?? '';
		const body = new FormData();
		for (const [key, value] of choices) body.set(key, value);
		if (file !== null) body.set('file', new Blob([file]), 'sites');
		else body.set('sites', text);
		const response = await fetch(`/api/v1/screen?${apiQuery(asked)}`, {
			method: 'POST',
			body,
			signal: request.signal
		});
		const sites = file === null ? text : written(file);
		if (!response.ok) {
			const { detail } = (await response.json()) as { detail: string };
			return fail(response.status, { problem: detail, sites, choices, answer: null, states: [] });
		}
		const answer = (await response.json()) as ScreeningAnswer;
		const { parts } = await shapesOf(fetch, null);
		return { answer, problem: null, sites, choices, states: parts };
	}
};

const CHOICE = /^choice_\d+(_all)?$/;

/** The form as it was sent. @throws the page's error where it cannot be read, or nobody can read it now */
async function sentForm(request: Request): Promise<SentForm> {
	try {
		return await formIn(request);
	} catch (problem) {
		const refused = refusalOf(problem);
		if (refused === null) throw problem;
		error(refused.status, refused.message);
	}
}

/** A text file as the field shows it, so that it can be sent again in another order; a workbook is chosen again. */
function written(file: Uint8Array): string {
	if (file.byteLength > WRITTEN_BACK) return '';
	const text = new TextDecoder().decode(file);
	return text.startsWith('PK') ? '' : text;
}
