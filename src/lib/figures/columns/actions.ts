import { decidedWords } from '#lib/domain/actions/words/action-words.ts';
import { mechanismWords } from '#lib/domain/actions/words/mechanism-words.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { placeInRegion, readable, withDates } from '#lib/domain/text/format.ts';
import type { TableColumn } from '#lib/figures/columns/table-column.ts';
import { actionPath } from '#lib/domain/regions/addresses.ts';

/** Votes and actions, a row each. */
export const ACTION_COLUMNS: TableColumn<CollectionRow<'actions'>>[] = [
	{ key: 'date', title: 'Date', text: ({ date }) => readable(date), sortable: true },
	{
		key: 'place_name',
		title: 'Place',
		text: placeInRegion,
		href: ({ action_id }) => actionPath(action_id),
		sortable: true,
		lead: true
	},
	{
		key: 'action_type',
		title: 'Kind',
		text: ({ action_type_label }) => action_type_label,
		sortable: true
	},
	{
		key: 'decision',
		title: 'Decision',
		text: decidedWords,
		sortable: true
	},
	{ key: 'direction', title: 'Direction', sortable: true },
	{
		key: 'mechanism',
		title: 'How it works',
		text: mechanismWords,
		secondary: true
	},
	{ key: 'votes_for', title: 'Vote' },
	{ key: 'summary', title: 'What happened', text: ({ summary }) => withDates(summary), long: true },
	{ key: 'tier', title: 'Source', sortable: true }
];
