/** A result of the search, as far as a list of them shows it. */
export interface SearchFound {
	kind: 'region' | 'place' | 'settlement' | 'poll' | 'project' | 'page';
	name: string;
	detail: string;
	path: string;
	similar: boolean;
	status: string | null;
}

/** Results of one sort, and how many stand before them. */
export interface Group {
	title: string;
	first: number;
	results: SearchFound[];
}

const TITLES: Record<SearchFound['kind'], string> = {
	region: 'Places',
	place: 'Places',
	settlement: 'Places',
	poll: 'Polls',
	project: 'Projects',
	page: 'Pages'
};

/** Results by sort, the sort of the best one first, each in its order. */
export function grouped(found: readonly SearchFound[]): Group[] {
	const groups = new Map<string, SearchFound[]>();
	for (const result of found) {
		const title = TITLES[result.kind];
		groups.set(title, [...(groups.get(title) ?? []), result]);
	}
	let first = 0;
	return [...groups].map(([title, results]) => {
		const group = { title, first, results };
		first += results.length;
		return group;
	});
}
