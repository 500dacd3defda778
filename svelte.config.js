import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const CHUNKS = 'build/server/chunks';
const DROPPED = 'void next();';
const HANDED_ON = 'return next();';

/**
 * adapter-node drops the promise of a page on the way to it: one that is rejected would be nobody's, and end the
 * process. Here it is handed on to src/server.ts, which answers for it.
 * @param {import('@sveltejs/kit').Adapter} adapter
 * @returns {import('@sveltejs/kit').Adapter}
 */
const handingOn = (adapter) => ({
	...adapter,
	adapt: async (builder) => {
		linkStylesheets(builder.getBuildDirectory('output'));
		await adapter.adapt(builder);
		const name = readdirSync(CHUNKS).find((one) => /^handler-.*\.js$/.test(one)) ?? 'handler.js';
		const code = readFileSync(`${CHUNKS}/${name}`, 'utf8');
		if (code.split(DROPPED).length !== 2)
			throw new Error(
				`${CHUNKS}/${name}: expected "${DROPPED}" once; see what adapter-node does with the promise of a page now`
			);
		writeFileSync(`${CHUNKS}/${name}`, code.replace(DROPPED, HANDED_ON));
		writeFileSync(
			'build/pages.js',
			['Server', 'manifest'].map((one) => exported(code, one)).join('')
		);
	}
});

/**
 * SvelteKit leaves the styles of a component out of a page that imports it, where another component of the page
 * would load it later too: the page then jumps when its scripts run. This names them in the page's head.
 * @param {string} output folder of what Vite built for server and browser
 */
function linkStylesheets(output) {
	/** @type {Record<string, { imports?: string[], css?: string[] }>} */
	const chunks = JSON.parse(readFileSync(`${output}/client/.vite/manifest.json`, 'utf8'));
	for (const entry of Object.keys(chunks)) {
		const node = /client-optimized\/nodes\/(\d+)\.js$/.exec(entry)?.[1];
		if (node === undefined) continue;
		const path = `${output}/server/nodes/${node}.js`;
		const code = readFileSync(path, 'utf8');
		const listed = /^export const stylesheets = (\[.*\]);$/m.exec(code);
		if (listed === null) throw new Error(`${path}: no list of stylesheets`);
		const all = new Set([...JSON.parse(listed[1] ?? '[]'), ...stylesOf(entry, chunks)]);
		writeFileSync(
			path,
			code.replace(listed[0], `export const stylesheets = ${JSON.stringify([...all])};`)
		);
	}
}

/**
 * Style sheets of a chunk and of all it imports at once, those of what it imports first.
 * @param {string} name
 * @param {Record<string, { imports?: string[], css?: string[] }>} chunks
 * @param {Set<string>} seen
 * @returns {string[]}
 */
function stylesOf(name, chunks, seen = new Set()) {
	if (seen.has(name)) return [];
	seen.add(name);
	const { imports = [], css = [] } = chunks[name] ?? {};
	return [...imports.flatMap((one) => stylesOf(one, chunks, seen)), ...css];
}

/**
 * What workers make pages with, under its own name: adapter-node keeps it for its handler.
 * @param {string} code
 * @param {string} name
 */
function exported(code, name) {
	const [, as, chunk] =
		new RegExp(`import \\{ (\\w+) as ${name} \\} from '\\./([^']+)'`).exec(code) ?? [];
	if (as === undefined)
		throw new Error(`${CHUNKS}: the handler of adapter-node imports no ${name}`);
	return `export { ${as} as ${name} } from './server/chunks/${chunk}';\n`;
}

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	kit: {
		adapter: handingOn(adapter()),
		// Behind a proxy that does not pass Host on, SvelteKit's own check refuses the site's own forms; src/hooks.server.ts
		// asks the browser where a form came from (docs/decisions/0020-forms-behind-a-proxy.md).
		csrf: { trustedOrigins: ['*'] },
		csp: {
			// A nonce would make every answer another one, which nobody could keep.
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self'],
				// The one style attribute there is: SvelteKit's, on the element that speaks a new page's title.
				'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		},
		typescript: {
			config: (config) => ({
				...config,
				compilerOptions: { ...config['compilerOptions'], verbatimModuleSyntax: true }
			})
		}
	}
};
