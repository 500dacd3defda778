import { error } from '@sveltejs/kit';
import { viewOf } from '#lib/client/view.ts';
import { RECORD_FILES, REPORT_FIELDS, REPORT_LENGTH } from '#lib/domain/text/report.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, data }) => {
	const [kind = '', id = '', release = ''] = ['kind', 'id', 'release'].map(
		(key) => url.searchParams.get(key) ?? ''
	);
	if (kind !== '' && !Object.hasOwn(RECORD_FILES, kind))
		error(
			400,
			`kind "${kind}": no such kind of record; expected ${Object.keys(RECORD_FILES).join(', ')}`
		);
	const shown = await viewOf(fetch, url, 'report');
	const [wrong = '', right = '', source = ''] = REPORT_FIELDS.map((key) =>
		(url.searchParams.get(key) ?? '').slice(0, REPORT_LENGTH)
	);
	const said = { wrong, right, source };
	return {
		...data,
		kind,
		id,
		release: release === '' ? shown.release : release,
		current: shown.current,
		said
	};
};
