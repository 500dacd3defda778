import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/**
 * What nearly every page needs comes in one file: each file of its own costs its headers and packs worse. The first
 * view of the map is held to a number of bytes by tests/e2e/figures/map-weight.test.ts.
 */
const SHARED = new RegExp(
	[
		'node_modules/(svelte|@sveltejs|esm-env|clsx|devalue)/',
		'src/lib/client/(view|frame)\\.',
		'src/lib/domain/(closed|dates|text/format|status/status-words|actions/(mechanism|projects)|indicators/measures|filter/(facets|grammar|link/(?!labelled)[\\w-]+)|changes/past)\\.',
		'src/lib/ui/(parts/PageHead|tables/(DataTable|FilterBar|FilterField|Segments)|records/(Tier|PastBanner)|regions/(RegionPicker|here))\\.',
		'src/lib/figures/columns/column\\.'
	].join('|')
);

/** What pages with a figure need, a map or a chart, and what they need beside it with a chart. */
const FIGURES =
	/src\/lib\/(ui\/(charts\/(FigureFrame|FigureFoot)|share\/(Share|FigureLinks|SocialCard)|tables\/(DownloadMenu|downloads|snippets))|domain\/(files|text\/source-line)|figures\/figure)\./;

/** What every page with a chart needs, apart from the kinds of charts and the library that draws them. */
const CHARTS =
	/node_modules\/d3-time\/|src\/lib\/(charts\/(axis|zoom|legend|ranges|spec|plugins\/\w+|layout\/(?!height)\w+|drawing\/(Brush|canvas|Chart|chartjs|Dock|theme|Tip|told))|ui\/charts\/(ChartFigure|Legend|Ranges|known-series|stay)|figures\/viewed-chart)\./;

/** What every map is drawn with. */
const OUTLINES =
	/src\/lib\/(map\/(state-names|shapes\/(shapes|outline|sheet))|drawing\/(svg|Svg))\./;

export default defineConfig({
	plugins: [sveltekit()],
	environments: {
		client: {
			build: {
				rolldownOptions: {
					output: {
						codeSplitting: {
							groups: [
								{ name: 'shared', test: SHARED, priority: 3 },
								{ name: 'figures', test: FIGURES, priority: 2 },
								{ name: 'charts', test: CHARTS, priority: 1 },
								{ name: 'outlines', test: OUTLINES, priority: 1 }
							]
						}
					}
				}
			}
		}
	}
});
