import { ascending, group, max, sum } from 'd3-array';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { formatNumber, lowered } from '#lib/domain/text/format.ts';
import type { Bar, Fill, Option, Segment, StackedSpec } from './stacked-spec.ts';

/** What of an answer a stacked bar shows. */
export type Answer = Pick<
	CollectionRow<'answers'>,
	| 'subgroup'
	| 'subgroup_label'
	| 'subgroup_kind'
	| 'option'
	| 'option_label'
	| 'stance'
	| 'strength'
	| 'percent'
	| 'qualifier'
>;

/** Each reported share can be off by half a point through rounding. */
const ROUNDING = 0.5;
const OTHERS: readonly Fill[] = ['other-1', 'other-2', 'other-3'];
const ORDER = { oppose: 0, other: 1, neutral: 2, unsure: 3, support: 4 } as const;

/**
 * The answers to one question as bars by subgroup. Exclusive options stand side by side, oppose on the left,
 * neutral and unsure in the middle, support against the right end; a grade of a reported net
 * (`strongly oppose` beside `oppose`) lies inside it.
 */
export function stackedBars(answers: readonly Answer[], multi: boolean): StackedSpec {
	const subgroups = [...group(answers, ({ subgroup }) => subgroup).values()].sort(wholeFirst);
	const options = optionsOf(subgroups);
	const fills = fillsOf(options);
	const isExclusive = subgroups.every((rows) => addsUp(exclusive(rows).map(([row]) => row)));
	const listed = {
		options: keyOf(options, fills),
		subgroups: subgroups.flatMap(([row]) =>
			row ? [{ subgroup: row.subgroup, label: subgroupLabel(row) }] : []
		)
	};
	if (multi || !isExclusive)
		return {
			...listed,
			kind: 'separate',
			max: 100,
			bars: separate(subgroups, options, fills),
			key: []
		};
	const bars = subgroups.map((rows) => stack(rows, options, fills));
	const outer = new Set(bars.flatMap(({ segments }) => segments.map(({ option }) => option)));
	return {
		kind: 'stacked',
		max: Math.max(100, max(bars, ({ segments }) => max(segments, ({ to }) => to)) ?? 100),
		bars,
		key: listed.options.filter(({ option }) => outer.has(option)),
		...listed
	};
}

const wholeFirst = ([a]: Answer[], [b]: Answer[]) =>
	Number(b?.subgroup === 'all') - Number(a?.subgroup === 'all') ||
	ascending(a?.subgroup_kind ?? '', b?.subgroup_kind ?? '') ||
	ascending(a?.subgroup ?? '', b?.subgroup ?? '');

/** One row an option, in the order of the bar; among equals, the largest share first. */
function optionsOf(subgroups: readonly Answer[][]): Answer[] {
	const first = new Map<string, Answer>();
	for (const row of subgroups.flat()) if (!first.has(row.option)) first.set(row.option, row);
	return [...first.values()].sort(
		(a, b) =>
			ORDER[a.stance] - ORDER[b.stance] ||
			grade(a) - grade(b) ||
			b.percent - a.percent ||
			ascending(a.option, b.option)
	);
}

/** Where a grade stands within its stance, after what is no grade: the strong end of either side is the outer one. */
function grade({ stance, strength }: Answer): number {
	if (strength !== 'strong' && strength !== 'somewhat') return 0;
	return (strength === 'strong') === (stance === 'support') ? 2 : 1;
}

function fillsOf(options: readonly Answer[]): Map<string, Fill> {
	let others = 0;
	return new Map(
		options.map(({ option, stance, strength }) => {
			if (stance === 'other') return [option, OTHERS[others++ % OTHERS.length] ?? 'other-1'];
			const isMild = strength === 'somewhat' && (stance === 'oppose' || stance === 'support');
			return [option, isMild ? `${stance}-somewhat` : stance];
		})
	);
}

const keyOf = (options: readonly Answer[], fills: ReadonlyMap<string, Fill>): Option[] =>
	options.map(({ option, option_label }) => ({
		option,
		label: option_label,
		fill: fills.get(option) ?? 'neutral'
	}));

/** The options of a subgroup that exclude each other, each with the grades that lie inside it. */
function exclusive(rows: readonly Answer[]): [Answer, Answer[]][] {
	const nets = rows.filter(({ strength }) => strength === 'net');
	const home = (row: Answer) => {
		if (row.strength !== 'strong' && row.strength !== 'somewhat') return undefined;
		const own = nets.filter(({ stance }) => stance === row.stance);
		const [net] = own;
		return own.length === 1 && net && row.percent <= net.percent ? net : undefined;
	};
	return rows
		.filter((row) => home(row) === undefined)
		.map((row) => [row, rows.filter((part) => home(part) === row)]);
}

const addsUp = (rows: readonly Answer[]) =>
	sum(rows, ({ percent }) => percent) <= 100 + ROUNDING * rows.length;

const inOrder = (options: readonly Answer[], rows: readonly [Answer, Answer[]][]) =>
	options.flatMap(({ option }) => rows.filter(([row]) => row.option === option));

function stack(
	rows: readonly Answer[],
	options: readonly Answer[],
	fills: ReadonlyMap<string, Fill>
): Bar {
	const parts = inOrder(options, exclusive(rows));
	const left = parts.filter(([{ stance }]) => stance !== 'support');
	const right = parts.filter(([{ stance }]) => stance === 'support');
	const reached = sum(left, ([{ percent }]) => percent);
	const start = Math.max(reached, 100 - sum(right, ([{ percent }]) => percent));
	const segments = [...placed(left, 0, 'left', fills), ...placed(right, start, 'right', fills)];
	const isGap = start - reached > ROUNDING * parts.length;
	return bar(rows, segments, isGap ? { from: reached, to: start } : null);
}

function placed(
	parts: readonly [Answer, Answer[]][],
	start: number,
	side: 'left' | 'right',
	fills: ReadonlyMap<string, Fill>
): Segment[] {
	let from = start;
	return parts.map(([row, grades]) => {
		const to = from + row.percent;
		const segment = segmentOf(row, from, fills);
		let [low, high] = [from, to];
		// The strongest grade at the outer end, as in a bar of grades alone.
		const outward = grades.toSorted(
			(a, b) => Number(b.strength === 'strong') - Number(a.strength === 'strong')
		);
		for (const grade of outward) {
			const at = side === 'left' ? low : high - grade.percent;
			segment.within.push(segmentOf(grade, at, fills));
			if (side === 'left') low += grade.percent;
			else high -= grade.percent;
		}
		from = to;
		return segment;
	});
}

function segmentOf(row: Answer, from: number, fills: ReadonlyMap<string, Fill>): Segment {
	const share = `${row.qualifier === null ? '' : `${row.qualifier} `}${formatNumber(row.percent, 1)}%`;
	return {
		option: row.option,
		label: row.option_label,
		figure: share,
		text: `${row.option_label} ${share}`,
		fill: fills.get(row.option) ?? 'neutral',
		from,
		to: from + row.percent,
		within: []
	};
}

function bar(rows: readonly Answer[], segments: Segment[], gap: Bar['gap']): Bar {
	const [first] = rows;
	const said = segments.map(({ text, within }) =>
		[text, ...within.map((part) => `of which ${lowered(part.text)}`)].join(', ')
	);
	return {
		id: first?.subgroup ?? '',
		label: subgroupLabel(first),
		segments,
		gap,
		text: `${subgroupLabel(first)}: ${[...said, ...(gap ? ['the rest not reported'] : [])].join('; ')}`
	};
}

/** The whole sample is named as such, a subgroup by its label. */
export const subgroupLabel = (row: Pick<Answer, 'subgroup' | 'subgroup_label'> | undefined) =>
	row === undefined || row.subgroup === 'all' ? 'Whole sample' : row.subgroup_label;

/** One bar an option and subgroup, each from zero. */
function separate(
	subgroups: readonly Answer[][],
	options: readonly Answer[],
	fills: ReadonlyMap<string, Fill>
): Bar[] {
	const isMany = subgroups.length > 1;
	return options.flatMap(({ option }) =>
		subgroups.flatMap((rows) =>
			rows
				.filter((row) => row.option === option)
				.map((row): Bar => {
					const segment = segmentOf(row, 0, fills);
					// Each bar has its name: a color of its own would mean nothing.
					if (row.stance === 'other') segment.fill = 'other-1';
					const label = isMany ? `${row.option_label}, ${subgroupLabel(row)}` : row.option_label;
					return {
						id: `${row.subgroup} ${option}`,
						label,
						segments: [segment],
						gap: null,
						text: `${label}: ${segment.figure}`
					};
				})
		)
	);
}
