import { readable, words } from '#lib/domain/text/format.ts';
import type { Facts } from '#lib/domain/screening/row.ts';
import { PRICE_KINDS } from '#lib/domain/screening/terms.ts';
import type { SeriesRole } from '#lib/domain/indicators/series-roles.ts';
import { seriesOfRole } from '../../dataset/queries/indicators/series-roles.ts';
import { newestValues, type ValueRow } from '../../dataset/queries/regions/overview.ts';
import type { ActionHere } from '../../dataset/queries/screening.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import type { SiteRecord } from '../record.ts';
import { PRICE_SPANS } from '#lib/domain/indicators/measures.ts';

/** Years of a series that hold the longest span, with room for years left out. */
const YEARS = 40;

/** What is on record of a state as a whole: laws and bills, prices, the share data centers use. */
export function stateFacts(
	{
		release,
		record,
		on
	}: { release: OpenRelease; record: Pick<SiteRecord, 'actionsIn'>; on: string },
	state: string
) {
	const own = record.actionsIn(state);
	const of = (kind: string) => own.filter(({ action_type }) => action_type === kind);
	const all = own.filter(({ action_type }) => ['state_law', 'state_bill'].includes(action_type));
	const newest = (role: SeriesRole, years: number) =>
		seriesOfRole(release, role)
			.map((series) => newestValues(release, series, state, on, years))
			.find((values) => values.length > 0) ?? [];
	const [share = null] = newest('state_data_center_share', 1);
	const prices = PRICE_KINDS.map((kind) => ({
		kind,
		values: newest(`${kind}_price`, YEARS)
	}));
	return {
		laws: all,
		share,
		prices: prices.flatMap(({ values }) => values.slice(0, 1)),
		facts: {
			state_laws: of('state_law').length,
			state_bills: of('state_bill').length,
			state_law_latest: all[0] ? lawLine(all[0]) : null,
			...(Object.assign(
				{},
				...prices.map(({ kind, values }) => priceFacts(kind, values))
			) as PriceFacts),
			data_center_share: share?.value ?? null,
			data_center_share_year: share?.period ?? null,
			data_center_share_tier: share?.tier ?? null
		}
	};
}

const lawLine = ({ date, action_type_label, decision, summary }: ActionHere) =>
	`${readable(date)}, ${action_type_label.toLowerCase()} ${words(decision)}: ${summary}`;

type PriceFacts = Pick<
	Facts,
	{
		[K in keyof Facts]: K extends `${(typeof PRICE_KINDS)[number]}_price${string}` ? K : never;
	}[keyof Facts]
>;

/** The newest yearly price and its change over each span, null where the earlier year is not on record. */
function priceFacts(kind: (typeof PRICE_KINDS)[number], values: readonly ValueRow[]) {
	const [now] = values;
	const before = (years: number) =>
		now && values.find(({ period }) => period === String(Number(now.period) - years));
	return {
		[`${kind}_price`]: now?.value ?? null,
		[`${kind}_price_year`]: now?.period ?? null,
		...Object.fromEntries(
			PRICE_SPANS.map((years) => {
				const then = before(years);
				const change = now && then ? (now.value / then.value - 1) * 100 : null;
				return [`${kind}_price_change_${years}y`, change];
			})
		)
	};
}
