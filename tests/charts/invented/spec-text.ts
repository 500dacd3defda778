import type { ChartSpec, Point } from '#lib/charts/spec.ts';

const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const rounded = (_key: string, value: unknown) =>
	typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;

/** A value on one line, with numbers to the thousandth. */
export const line = (value: unknown) => JSON.stringify(value, rounded);

/** A point on one line, with days as days. */
const pointLine = ({ x, from, to, ...rest }: Point) =>
	`    ${line({
		x: day(x),
		...(from === undefined || to === undefined ? {} : { from: day(from), to: day(to) }),
		...rest
	})}`;

/** What a chart shows and says, a point a line. */
export function chartLines({
	layers,
	x,
	y,
	title: _title,
	rug,
	notes,
	...rest
}: ChartSpec): string[] {
	return [
		line(rest),
		`x ${day(x.min)} to ${day(x.max)}, y ${line(y)}`,
		...(rug ? [`rug ${rug.label}: ${rug.days.length} days`] : []),
		...(notes ?? []).map((note) => `note ${day(note.x)}: ${note.text}`),
		...layers.flatMap(({ points, ...layer }) => [`  ${line(layer)}`, ...points.map(pointLine)])
	];
}
