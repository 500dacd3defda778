import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import boundaries from 'eslint-plugin-boundaries';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Who may import whom, as docs/decisions/0008 has it. */
const MAY_IMPORT = {
	domain: ['domain'],
	dataset: ['dataset', 'domain'],
	ingest: ['ingest', 'dataset', 'domain'],
	screening: ['screening', 'ingest', 'dataset', 'domain'],
	pool: ['pool', 'screening', 'domain'],
	uploads: ['uploads', 'pool', 'screening', 'domain'],
	api: ['api', 'uploads', 'pool', 'screening', 'log', 'dataset', 'charts', 'map', 'domain'],
	mcp: ['mcp', 'api', 'log', 'domain'],
	work: ['work', 'runtime', 'log', 'pool', 'screening', 'domain'],
	store: ['store', 'api', 'ingest', 'dataset', 'domain'],
	runtime: ['runtime', 'door', 'log', 'api', 'mcp', 'pool', 'store', 'dataset', 'ingest', 'domain'],
	log: ['log'],
	door: ['door', 'api', 'mcp', 'pool', 'log', 'domain'],
	drawing: ['drawing'],
	charts: ['charts', 'drawing', 'domain'],
	figures: ['figures', 'charts', 'map', 'client', 'domain'],
	image: [
		'image',
		'api',
		'log',
		'figures',
		'client',
		'charts',
		'drawing',
		'map',
		'domain',
		'styles'
	],
	map: ['map', 'drawing', 'domain'],
	client: ['client', 'domain'],
	ui: ['ui', 'figures', 'charts', 'map', 'client', 'domain', 'styles'],
	routes: [
		'routes',
		'ui',
		'figures',
		'image',
		'uploads',
		'charts',
		'map',
		'client',
		'domain',
		'styles'
	],
	styles: [],
	entry: ['runtime', 'store', 'door', 'log', 'api', 'pool', 'figures', 'client', 'domain']
};
/** What the domain must not know: it is pure. */
const FRAMEWORKS = [
	'better-sqlite3',
	'chart.js',
	'hono',
	'kysely',
	'svelte',
	'{@hono,@sveltejs}/*'
];
/** Of the API, pages know its types and nothing else. */
const MAY_IMPORT_API_TYPES = ['client', 'figures', 'ui', 'routes'];
/** Functions whose last digit ECMAScript leaves to the engine. */
const ENGINE_DIGITS = [
	'cbrt',
	'cos',
	'exp',
	'expm1',
	'hypot',
	'log',
	'log10',
	'log1p',
	'log2'
].concat(['pow', 'sin', 'tan', 'tanh', 'atan', 'atan2']);

/** Rules that need types stand in .oxlintrc.json: there they take a tenth of the time. */
export default defineConfig(
	globalIgnores(['build/', '.svelte-kit/', 'coverage/', 'data/', 'node_modules/']),
	js.configs.recommended,
	ts.configs.strict,
	ts.configs.stylistic,
	svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.node, ...globals.browser }
		},
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'no-console': 'off',
			'no-undef': 'off',
			eqeqeq: ['error', 'always'],
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			// `import { type T } from` loads the file for nothing; a page then sends it.
			'@typescript-eslint/no-import-type-side-effects': 'error',
			'@typescript-eslint/consistent-type-definitions': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
			]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			// Links are built by keepRegion, which carries the filter; the site is served from the root.
			'svelte/no-navigation-without-resolve': 'off',
			// Takes the reason after an ignored code for more codes.
			'svelte/no-unused-svelte-ignore': 'off',
			// Asks for types, half a minute for each component.
			'svelte/no-unused-props': 'off'
		}
	},
	{
		// What it puts into a page is escaped: its type says so, and only svg.ts makes that type.
		files: ['src/lib/drawing/Svg.svelte'],
		rules: { 'svelte/no-at-html-tags': 'off' }
	},
	{
		files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
		languageOptions: { globals: globals.node },
		rules: { '@typescript-eslint/no-require-imports': 'off' }
	},
	{
		files: ['src/**'],
		plugins: { boundaries },
		settings: {
			'boundaries/include': ['src/**/*'],
			'boundaries/files': [
				{ category: 'domain', pattern: 'src/lib/domain/**' },
				{ category: 'dataset', pattern: 'src/lib/server/dataset/**' },
				{ category: 'ingest', pattern: 'src/lib/server/ingest/**' },
				{ category: 'screening', pattern: 'src/lib/server/screening/**' },
				{ category: 'pool', pattern: 'src/lib/server/pool/**' },
				{ category: 'work', pattern: 'src/lib/server/work/**' },
				{ category: 'uploads', pattern: 'src/lib/server/uploads/**' },
				{ category: 'api', pattern: 'src/lib/server/api/**' },
				{ category: 'store', pattern: 'src/lib/server/store/**' },
				{ category: 'mcp', pattern: 'src/lib/server/mcp/**' },
				{ category: 'log', pattern: 'src/lib/server/log/**' },
				{ category: 'door', pattern: 'src/lib/server/door/**' },
				{ category: 'image', pattern: 'src/lib/server/image/**' },
				{ category: 'runtime', pattern: 'src/lib/server/*.ts' },
				{ category: 'charts', pattern: 'src/lib/charts/**' },
				{ category: 'drawing', pattern: 'src/lib/drawing/**' },
				{ category: 'figures', pattern: 'src/lib/figures/**' },
				{ category: 'map', pattern: 'src/lib/map/**' },
				{ category: 'ui', pattern: 'src/lib/ui/**' },
				{ category: 'client', pattern: 'src/lib/client/**' },
				{ category: 'routes', pattern: 'src/routes/**' },
				{ category: 'styles', pattern: 'src/*.css' },
				{ category: 'entry', pattern: 'src/*.ts' }
			],
			'import/resolver': {
				[fileURLToPath(new URL('scripts/lint/resolver.cjs', import.meta.url))]: {}
			}
		},
		rules: {
			'boundaries/no-unknown-files': 'error',
			'boundaries/dependencies': [
				'error',
				{
					default: 'disallow',
					checkAllOrigins: true,
					policies: [
						{ allow: { to: { module: { origin: ['external', 'core'] } } } },
						{
							from: { file: { categories: 'domain' } },
							disallow: { to: { module: { origin: 'core' } } }
						},
						{
							from: { file: { categories: 'domain' } },
							disallow: { to: { module: { origin: 'external', source: FRAMEWORKS } } }
						},
						...Object.entries(MAY_IMPORT).map(([from, to]) => ({
							from: { file: { categories: from } },
							allow: { to: { file: { categories: { anyOf: to } } } }
						})),
						{
							from: { file: { categories: { anyOf: MAY_IMPORT_API_TYPES } } },
							allow: { to: { file: { categories: 'api' } }, dependency: { kind: 'type' } }
						}
					]
				}
			]
		}
	},
	{
		files: ['src/**'],
		ignores: ['src/lib/server/dataset/**', 'src/lib/server/ingest/**'],
		rules: {
			// Answers read a release through dataset/queries, and ingest/ alone builds one.
			'no-restricted-syntax': [
				'error',
				{
					selector: "CallExpression[callee.property.name='prepare']",
					message: 'SQL that reads a release stands in dataset/, SQL that builds one in ingest/.'
				},
				{
					selector: "TaggedTemplateExpression[tag.name='sql']",
					message: 'SQL that reads a release stands in dataset/, SQL that builds one in ingest/.'
				}
			]
		}
	},
	{
		files: ['src/lib/domain/trend/**'],
		rules: {
			// Their last digit is the engine's: portable.ts has the same on every version of Node.
			'no-restricted-properties': [
				'error',
				...ENGINE_DIGITS.map((property) => ({ object: 'Math', property }))
			],
			'no-restricted-syntax': ['error', { selector: 'BinaryExpression[operator="**"]' }]
		}
	},
	{
		// Decision 34: the bulk load, and the guess of what separates the cells of a list that someone sends.
		files: ['src/**/*.ts'],
		ignores: ['src/lib/server/ingest/read/csv.ts', 'src/lib/server/screening/upload.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					name: 'papaparse',
					message: 'CSV is read with csv-parse, but for the bulk load (decision 34).'
				}
			]
		}
	},
	prettier,
	svelte.configs.prettier
);
