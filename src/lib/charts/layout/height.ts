/** Height of a chart in its place. @param width of the place in pixels */
export const heightFor = (size: 'small' | 'large', width: number): number => {
	const { least, most } = HEIGHTS[size];
	return Math.round(Math.max(least, Math.min(most, width * SHAPE)));
};
/** The same limits stand in the style of Chart.svelte. */
const HEIGHTS = { small: { least: 240, most: 300 }, large: { least: 300, most: 400 } };
const SHAPE = 0.5;

/**
 * A chart this wide or less is drawn for a phone: names stand within the plot, few words stand in the chart, and what a
 * mark says stands under it. The same limit stands in the styles of Chart.svelte and Dock.svelte.
 */
export const NARROW = 480;

/** Room under a narrow chart for what a mark says, with its gap: the same stands in the style of Dock.svelte. */
export const DOCK = { height: 96, gap: 8 };
