/** The parts of an OpenAPI document that the page shows. */
export interface ApiDocument {
	info: { description: string };
	servers: { url: string }[];
	components: { responses: Record<string, { description: string }> };
	paths: Record<string, { get: Operation }>;
}

interface Operation {
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
}

/** One route as the page shows it. */
export interface Route {
	path: string;
	/** A link that works as it stands, or null where an id is to be filled in. */
	example: string | null;
	summary: string;
	description: string;
	parameters: Parameter[];
	/** Path of the same result as CSV, where there is one. */
	csv: string | null;
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

/** Routes with their CSV beside them, errors, and what CSV adds. */
export function digest({ info, servers, components, paths }: ApiDocument): Digest {
	const base = servers[0]?.url ?? '';
	const operations = Object.entries(paths).map(([path, { get }]) => ({ path, ...get }));
	const json = operations.filter(({ path }) => !path.endsWith(CSV));
	const files = operations.filter(({ path }) => path.endsWith(CSV));
	const names = new Set(files.map(({ path }) => path));
	const known = new Set(json.flatMap(({ parameters = [] }) => parameters.map(({ name }) => name)));
	return {
		description: info.description,
		base,
		routes: json.map(({ path, summary, description, parameters = [] }) => ({
			path,
			example: path.includes('{') ? null : base + path + exampleQuery(path, parameters),
			summary,
			description,
			parameters,
			csv: names.has(path + CSV) ? base + path + CSV : null
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

/** A short query that every release answers. */
function exampleQuery(path: string, parameters: Parameter[]): string {
	const needed = parameters.filter(({ required }) => required).map(({ name }) => name);
	if (needed.includes('collection')) return '?collection=polls';
	const takes = (name: string) => parameters.some((parameter) => parameter.name === name);
	if (takes('region') && takes('limit')) return '?region=US&limit=5';
	return takes('limit') ? '?limit=5' : '';
}
