/** The parts of an OpenAPI document that the page shows. */
export interface ApiDocument {
	info: { description: string };
	servers: { url: string }[];
	components: { responses: Record<string, { description: string }> };
	paths: Record<string, { get?: Operation; post?: Operation }>;
}

interface Operation {
	/** What pages are made of: no promise to others. */
	'x-internal'?: boolean;
	summary: string;
	description: string;
	parameters?: Parameter[];
	responses: Record<string, { headers?: Record<string, { description: string }> }>;
}

export interface Parameter {
	name: string;
	in: string;
	required?: boolean;
	description?: string;
	schema?: { enum?: string[] };
}

/** One route as the page shows it. */
export interface Route {
	path: string;
	method: 'GET' | 'POST';
	/** A link that works as it stands, or null where an id is to be filled in. */
	example: string | null;
	summary: string;
	description: string;
	parameters: Parameter[];
	/** The same result as files, CSV first; none where it is no list. */
	files: { format: string; path: string }[];
	/** Path of what describes the same result, where there is one. */
	metadata: string | null;
}

/** What the page says, taken from the document, so that it cannot say anything else. */
export interface Digest {
	description: string;
	base: string;
	routes: Route[];
	errors: { status: string; meaning: string }[];
	csvHeaders: { name: string; meaning: string }[];
	csvKeys: Parameter[];
}

const CSV = '.csv';
const OTHER = '.{format}';
const METADATA = '.metadata.json';
/** Files of a list, and what describes one, stand beside it. */
const OF_A_LIST = /\.(csv|\{format\}|metadata\.json)$/;

/** Routes with their CSV beside them, errors, and what CSV adds. */
export function digest({ info, servers, components, paths }: ApiDocument): Digest {
	const base = servers[0]?.url ?? '';
	const operations = Object.entries(paths).flatMap(([path, { get, post }]) => {
		const method: Route['method'] = get ? 'GET' : 'POST';
		const operation = get ?? post;
		return operation && operation['x-internal'] !== true ? [{ path, method, ...operation }] : [];
	});
	const names = new Set(operations.map(({ path }) => path));
	const isFile = (path: string) => OF_A_LIST.test(path) && names.has(path.replace(OF_A_LIST, ''));
	const json = operations.filter(({ path }) => !isFile(path));
	const files = operations.filter(({ path }) => isFile(path) && path.endsWith(CSV));
	const known = new Set(json.flatMap(({ parameters = [] }) => parameters.map(({ name }) => name)));
	return {
		description: info.description,
		base,
		routes: json.map(({ path, method, summary, description, parameters = [] }) => ({
			path,
			method,
			example:
				path.includes('{') || method === 'POST'
					? null
					: base + path + exampleQuery(path, parameters),
			summary,
			description,
			parameters,
			files: filesOf(path, operations).map((format) => ({
				format,
				path: `${base}${path}.${format}`
			})),
			metadata: names.has(path + METADATA) ? base + path + METADATA : null
		})),
		errors: Object.entries(components.responses).map(([name, { description }]) => ({
			status: name.replace(/\D/g, ''),
			meaning: description
		})),
		csvHeaders: Object.entries(files[0]?.responses['200']?.headers ?? {}).map(
			([name, { description }]) => ({ name, meaning: description })
		),
		csvKeys: (files[0]?.parameters ?? []).filter(({ name }) => !known.has(name))
	};
}

/** The files of a list: its CSV, and those its address takes as `format`. */
function filesOf(list: string, operations: ({ path: string } & Operation)[]): string[] {
	const other = operations.find(({ path }) => path === list + OTHER);
	const formats = other?.parameters?.find(({ name }) => name === 'format')?.schema?.enum ?? [];
	return operations.some(({ path }) => path === list + CSV) ? ['csv', ...formats] : [];
}

/** A short query that every release answers. */
function exampleQuery(path: string, parameters: Parameter[]): string {
	const needed = parameters.filter(({ required }) => required).map(({ name }) => name);
	if (needed.includes('collection')) return '?collection=polls';
	const takes = (name: string) => parameters.some((parameter) => parameter.name === name);
	if (takes('region') && takes('limit')) return '?region=US&limit=5';
	return takes('limit') ? '?limit=5' : '';
}
