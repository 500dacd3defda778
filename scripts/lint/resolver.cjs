/** Tells ESLint where an import of this project leads: paths carry their extension, so there is nothing to guess. */
const { existsSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');

const LIB = join(__dirname, '../../src/lib');

exports.interfaceVersion = 2;

/** @type {(source: string, file: string) => { found: boolean, path?: string }} */
exports.resolve = (asked, file) => {
	// What follows a question mark tells Vite how to load the file.
	const [source = ''] = asked.split('?');
	const path = source.startsWith('#lib/')
		? join(LIB, source.slice('#lib/'.length))
		: source.startsWith('.')
			? resolve(dirname(file), source)
			: null;
	return path !== null && existsSync(path) ? { found: true, path } : { found: false };
};
