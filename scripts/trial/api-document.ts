import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Parameter {
	name: string;
	in: string;
	required?: boolean;
	schema?: { enum?: string[] };
}
type Content = Record<string, { schema?: object }>;

/** A route as openapi.json describes it. */
export interface Operation {
	path: string;
	method: 'get' | 'post';
	parameters: Parameter[];
	/** Types of bodies it takes. */
	bodies: string[];
	responses: Record<string, { content?: Content }>;
}

type Described = Omit<Operation, 'path' | 'method' | 'bodies' | 'parameters'> & {
	parameters?: Parameter[];
	requestBody?: { content?: Content };
};
type Document = { paths: Record<string, Partial<Record<'get' | 'post', Described>>> };

/** What openapi.json promises, and whether an answer keeps it. */
export class ApiDocument {
	readonly operations: readonly Operation[];
	readonly #ajv = new Ajv2020({ strict: false });
	readonly #validators = new Map<string, ValidateFunction>();

	constructor(document: unknown) {
		addFormats(this.#ajv);
		this.#ajv.addSchema({ ...(document as object), $id: 'openapi' });
		this.operations = Object.entries((document as Document).paths).flatMap(([path, methods]) =>
			(['get', 'post'] as const).flatMap((method) => {
				const described = methods[method];
				if (!described) return [];
				const { parameters = [], requestBody, responses } = described;
				const bodies = Object.keys(requestBody?.content ?? {});
				return [{ path, method, parameters, bodies, responses }];
			})
		);
	}

	/** What an answer breaks of what is promised for it; null where it keeps it. @param body its text, where it is JSON */
	broken(
		{ path, method, responses }: Operation,
		status: number,
		type: string | null,
		body: string | null
	): string | null {
		const media = type?.split(';')[0] ?? '';
		const response = responses[status];
		if (!response) return `status ${status} is not stated`;
		if (media === '') return response.content ? 'nothing comes where a body is stated' : null;
		const stated = response.content?.[media];
		if (!stated) return `${media} is not stated for ${status}`;
		if (!stated.schema || body === null) return null;
		const at = ['paths', path, method, 'responses', String(status), 'content', media, 'schema'];
		const validate = this.#validator(`openapi#/${at.map(escaped).join('/')}`);
		if (validate(JSON.parse(body))) return null;
		return `${status}: ${this.#ajv.errorsText(validate.errors)}`;
	}

	#validator($ref: string): ValidateFunction {
		const known = this.#validators.get($ref) ?? this.#ajv.compile({ $ref });
		this.#validators.set($ref, known);
		return known;
	}
}

const escaped = (part: string) =>
	encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
