import { redirect } from '@sveltejs/kit';
import { keepMoment } from '#lib/domain/filter/moment.ts';
import { apiAddress } from '#lib/ui/address.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url }) => {
	const chosen = url.searchParams.get('region') ?? 'US';
	redirect(
		307,
		keepMoment(
			chosen.includes('~')
				? apiAddress('/compare', { region: chosen })
				: `/regions/${chosen === 'all' ? 'WLD' : chosen}`,
			url.searchParams
		)
	);
};
