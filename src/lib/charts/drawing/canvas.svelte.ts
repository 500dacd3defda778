import type { Chart as Drawn } from 'chart.js';
import { flushSync, untrack } from 'svelte';
import { configOf, type Laid } from './chartjs.ts';
import { heightFor } from '../layout/height.ts';
import type { ChartSpec } from '../spec.ts';
import { themeOf } from './theme.ts';

/** Pixels across a page of A4 or Letter within its margins; the same stands in the style of Chart.svelte. */
const PAPER_WIDTH = 680;
/** A scheme as light as paper, told from one that an embed was asked for in. */
const PAPER = 'paper';

/** What is drawn on a canvas; read anew whenever it changes. */
interface Sources {
	spec: () => ChartSpec;
	size: () => 'small' | 'large';
	layout: () => Laid;
	moment: () => number | null;
	/** The library could not be loaded. */
	failed: () => void;
}

/** Whether a media query holds, as it changes. */
function media(query: string): { readonly matches: boolean; stop: () => void } {
	const list = matchMedia(query);
	let matches = $state(list.matches);
	const onchange = () => (matches = list.matches);
	list.addEventListener('change', onchange);
	return {
		get matches() {
			return matches;
		},
		stop: () => list.removeEventListener('change', onchange)
	};
}

/** Draws on a canvas; anew when what is drawn, the scheme or the colors of the system change. */
export const drawing = ({ spec, size, layout, moment, failed }: Sources) =>
	function attach(canvas: HTMLCanvasElement) {
		let gone = false;
		let drawn: Drawn | undefined;
		const dark = media('(prefers-color-scheme: dark)');
		const forced = media('(forced-colors: active)');
		// Paper is light and narrower than most screens: a canvas has to be drawn anew for it.
		let paper = $state(false);
		const onpaper = ({ type }: Event) => {
			const root = document.documentElement;
			// Said here only where nobody else has said which scheme the page is in.
			if (type === 'beforeprint') root.dataset['scheme'] ??= PAPER;
			else if (root.dataset['scheme'] === PAPER) delete root.dataset['scheme'];
			flushSync(() => (paper = type === 'beforeprint'));
			if (paper) drawn?.resize(PAPER_WIDTH, heightFor(size(), PAPER_WIDTH));
		};
		addEventListener('beforeprint', onpaper);
		addEventListener('afterprint', onpaper);
		let library = $state.raw<typeof Drawn>();
		import('../registry.ts')
			.then(async ({ Chart }) => {
				await document.fonts.ready;
				if (!gone) library = Chart as unknown as typeof Drawn;
			})
			.catch(failed);
		$effect(() => {
			void dark.matches;
			void paper;
			const isForced = forced.matches;
			if (!library || !canvas.parentElement) return;
			const theme = themeOf(canvas.parentElement, isForced);
			const config = configOf(spec(), theme, moment, layout());
			drawn?.destroy();
			const Library = library;
			// Drawing reads the shared moment, which must not count as a reason to make the chart anew.
			drawn = untrack(() => new Library(canvas, config as never));
		});
		$effect(() => {
			void moment();
			drawn?.draw();
		});
		return () => {
			gone = true;
			dark.stop();
			forced.stop();
			removeEventListener('beforeprint', onpaper);
			removeEventListener('afterprint', onpaper);
			drawn?.destroy();
			drawn = undefined;
		};
	};
