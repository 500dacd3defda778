import { error } from '@sveltejs/kit';
import { bodyOf, client } from '#lib/client.ts';
import { RECORD_FILES, REPORT_FIELDS, REPORT_LENGTH } from '#lib/domain/report.ts';
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
	const [{ release: current }, { meta }] = await Promise.all([
		bodyOf(client(fetch).health.$get()),
		bodyOf(client(fetch, url).regions.$get({ query: { limit: '1' } }))
	]);
	const [wrong = '', right = '', source = ''] = REPORT_FIELDS.map((key) =>
		(url.searchParams.get(key) ?? '').slice(0, REPORT_LENGTH)
	);
	const said = { wrong, right, source };
	return { ...data, kind, id, release: release === '' ? meta.release : release, current, said };
};
