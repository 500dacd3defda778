import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { bodyOf, type Api } from '../view-tools.ts';
import { regionsAround, type Around, type Latest, type Series } from './series.ts';
import { chosen } from '#lib/domain/filter/facets.ts';

/** What a page of indicators is about. */
export interface IndicatorPage {
	categories: readonly string[];
	/** Series shown where none is asked for, as far as the region has them; together where they are several. */
	preferred: readonly string[];
	/** Region shown where none is asked for. */
	region: string;
	/** Which findings stand on top. */
	findings: 'energy' | 'costs';
}

/** Whether a series is of the category and the subject that are chosen. */
export function fits(url: URL): (series: Pick<Series, 'category' | 'subject'>) => boolean {
	const [categories, subjects] = [chosen(url, 'category'), chosen(url, 'subject')];
	return ({ category, subject }) =>
		(categories.length === 0 || categories.includes(category)) &&
		(subjects.length === 0 || (subject !== null && subjects.includes(subject)));
}

/** The series to begin with: of the region, else of the page's own region around it, else of the nearest that has any. */
export async function startingSeries(
	api: Api,
	{ region, context, available, fitting, page, told }: Beginning
): Promise<string[]> {
	const own = best(available.filter(fitting), page, told);
	if (own.length > 0) return own;
	const around = await regionsAround(api, region, context);
	const isHome = (one: Around) => one.region === page.region;
	for (const near of [...around.filter(isHome), ...around.filter((one) => !isHome(one))]) {
		const { data } = await bodyOf(
			api.observations.latest.$get({
				query: { ...context, region: near.region, category: page.categories.join(LIST_SEPARATOR) }
			})
		);
		const theirs = best(data.filter(fitting), page, told);
		if (theirs.length > 0) return theirs;
	}
	return [];
}

interface Beginning {
	region: string;
	context: Record<string, string>;
	available: readonly Latest[];
	fitting: (series: Pick<Series, 'category' | 'subject'>) => boolean;
	page: IndicatorPage;
	/** Series of the first finding. */
	told: readonly string[];
}

/** The series a page shows where its address names none, as the address writes them; empty where there are none. */
export const usualSeries = ({
	available,
	fitting,
	page,
	told
}: Omit<Beginning, 'region' | 'context'>) =>
	best(available.filter(fitting), page, told).toSorted().join(LIST_SEPARATOR);

/** The series to begin with: the preferred ones that are there, else that of the first finding, else the one with most values. */
function best(
	available: readonly Latest[],
	{ preferred }: IndicatorPage,
	told: readonly string[]
): string[] {
	const there = new Set(available.map(({ series_id }) => series_id));
	const liked = preferred.filter((id) => there.has(id));
	if (liked.length > 0) return liked;
	const first = told.filter((id) => there.has(id));
	if (first.length > 0) return first;
	const [most] = available.toSorted(
		(a, b) => b.observations - a.observations || a.series_title.localeCompare(b.series_title, 'en')
	);
	return most ? [most.series_id] : [];
}
