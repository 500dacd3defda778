import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/**
 * What nearly every page needs comes in one file: each file of its own costs its headers and packs worse. The first
 * view of the map is held to a number of bytes by tests/e2e/figures/map-weight.test.ts.
 */
const SHARED = new RegExp(
	[
		'node_modules/(svelte|@sveltejs|esm-env|clsx|devalue)/',
		'src/routes/\\+(layout|error)\\.',
		'src/lib/client/(view|frame|unapplied)\\.',
		'src/lib/domain/(closed|dates|text/format|status/status-words|actions/mechanism|indicators/measures|filter/(facets|grammar|link/(?!labelled)[\\w-]+)|changes/past)\\.',
		'src/lib/ui/(parts/PageHead|tables/(DataTable|FilterBar|FilterField|Segments)|records/(Tier|PastBanner)|regions/(RegionPicker|here))\\.',
		'src/lib/figures/columns/column\\.'
	].join('|')
);

/** What pages with a list need to offer it for download. */
const DOWNLOADS =
	/src\/lib\/(ui\/tables\/(DownloadMenu|downloads|snippets|ListTable)|domain\/files)\./;

/** What a figure needs wherever it is drawn, in a frame of another site too. */
const FIGURES =
	/node_modules\/d3-array\/|src\/lib\/(domain\/text\/source-line|figures\/(figure|embed\/embeddable)|charts\/ranges|drawing\/(svg|Svg))\./;

/** What stands around a figure on its page, and what around a chart. */
const FRAMES = /src\/lib\/ui\/(charts\/(FigureFrame|FigureFoot)|share\/(FigureLinks|SocialCard))\./;
const CHART_FRAMES =
	/src\/lib\/(ui\/charts\/(ChartFigure|Legend|Ranges|known-series|stay)|charts\/legend|figures\/viewed-chart)\./;

/** What every page with a chart needs, apart from the kinds of charts and the library that draws them. */
const CHARTS =
	/node_modules\/d3-time\/|src\/lib\/charts\/(axis|zoom|spec|plugins\/\w+|layout\/(?!height)\w+|drawing\/(Brush|canvas|Chart|chartjs|Dock|theme|Tip|told))\./;

/** What pages of one record share, and the words that other pages need too. */
const RECORDS = /src\/lib\/ui\/(records\/(Facts|RecordLine|Sources)|claims\/RecordClaims)\./;
const RECORD_WORDS = /src\/lib\/domain\/(claims\/verdicts|text\/support-words)\./;

/** What every map is drawn with. */
const OUTLINES = /src\/lib\/map\/(state-names|shapes\/(shapes|outline|sheet))\./;

export default defineConfig({
	plugins: [sveltekit()],
	environments: {
		client: {
			build: {
				rolldownOptions: {
					output: {
						codeSplitting: {
							groups: [
								{ name: 'shared', test: SHARED, priority: 4 },
								{ name: 'downloads', test: DOWNLOADS, priority: 2 },
								{ name: 'figures', test: FIGURES, priority: 3 },
								{ name: 'frames', test: FRAMES, priority: 1 },
								{ name: 'charts', test: CHARTS, priority: 1 },
								{ name: 'chart-frames', test: CHART_FRAMES, priority: 0 },
								{ name: 'outlines', test: OUTLINES, priority: 1 },
								{ name: 'record-words', test: RECORD_WORDS, priority: 1 },
								{ name: 'records', test: RECORDS, priority: 0 }
							]
						}
					}
				}
			}
		}
	}
});
