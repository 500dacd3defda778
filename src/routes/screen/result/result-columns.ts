import { formatNumber, words } from '#lib/domain/text/format.ts';
import type { ScreenedSite } from '#lib/domain/screening/answer.ts';
import { GLANCE_COLUMNS, standingOf, type Standing } from '#lib/domain/screening/glance.ts';
import { CARRIED, AT_A_GLANCE, GROUPS, SUMMARY } from '#lib/domain/screening/groups.ts';
import { SUMMARY_COLUMNS } from '#lib/domain/screening/summary.ts';
import type { ResultColumn } from '../+page.ts';

/** A column of the table on the page. */
export interface ShownColumn {
	key: string;
	title: string;
	/** What it means, where it stands for one column of the result. */
	definition: string | null;
	/** Whether the result can be sorted by it. */
	sortable: boolean;
	numeric: boolean;
	text: (site: ScreenedSite) => string;
	/** A second line below it. */
	more?: (site: ScreenedSite) => string | null;
	/** How the rule stands that the cell tells of. */
	standing?: (site: ScreenedSite) => Standing;
	/** Where the cell leads. */
	href: (site: ScreenedSite) => string | null;
}

/** Stands where nothing is on record, in a column that holds one value. */
const DASH = '–';

/** The columns of the groups that are shown. */
export function columnsOf(
	shown: readonly string[],
	described: readonly ResultColumn[],
	carried: readonly string[]
): ShownColumn[] {
	const known = new Map(described.map((column) => [column.name, column]));
	return shown.flatMap((key): ShownColumn[] => {
		if (key === AT_A_GLANCE) return GLANCE_COLUMNS.map(atAGlance);
		if (key === SUMMARY) return SUMMARY_COLUMNS.map(inWords);
		if (key === CARRIED) return carried.map(ofList);
		const names = GROUPS.find((group) => group.key === key)?.columns ?? [];
		return names.flatMap((name) => single(known.get(name) ?? null) ?? []);
	});
}

const atAGlance = ({
	key,
	title,
	text,
	more,
	numeric
}: (typeof GLANCE_COLUMNS)[number]): ShownColumn => ({
	key,
	title,
	text,
	more,
	...(key === 'restriction_status'
		? {
				standing: (site: ScreenedSite) =>
					standingOf(site.restriction_status, site.restriction_covers)
			}
		: {}),
	definition: null,
	sortable: true,
	numeric: numeric ?? false,
	href: () => null
});

const inWords = ({ key, title, text }: (typeof SUMMARY_COLUMNS)[number]): ShownColumn => ({
	key,
	title,
	text,
	definition: null,
	sortable: true,
	numeric: false,
	href: () => null
});

const ofList = (name: string): ShownColumn => ({
	key: `carried:${name}`,
	title: name,
	definition: 'From your list',
	sortable: false,
	numeric: false,
	text: ({ carried }) => carried[name] ?? '',
	href: () => null
});

function single(column: ResultColumn | null): ShownColumn | null {
	if (column === null) return null;
	const { name, unit, definition, type } = column;
	const valueOf = (site: ScreenedSite): string | number | null => {
		const value = new Map<string, unknown>(Object.entries(site)).get(name);
		return typeof value === 'string' || typeof value === 'number' ? value : null;
	};
	return {
		key: name,
		title: `${words(name)}${unit === null ? '' : ` (${unit})`}`,
		definition,
		sortable: true,
		numeric: type !== 'text',
		text: (site) => {
			const value = valueOf(site);
			if (value === null) return DASH;
			// Degrees are given as they are; a figure of money or share is easier to read in groups of three.
			if (typeof value === 'number')
				return unit === 'degrees' ? String(value) : formatNumber(value);
			return name.endsWith('_url') ? 'open' : words(value);
		},
		href: (site) => (name.endsWith('_url') ? (valueOf(site) as string | null) : null)
	};
}
