import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { FILE_FORMATS } from '#lib/domain/files.ts';
import { screeningAnswer } from '#lib/domain/screening/answer.ts';
import { LIMITS } from '../../screening/upload.ts';
import { csvControls, PROBLEMS, problem } from '../list/collection.ts';
import { descriptionSchema } from '../list/describe.ts';
import { FORMATS } from '../formats/index.ts';
import { screenQuery } from './screen-query.ts';

/** A site of a list in JSON: a name, and one of coordinates, a county code, a place or a county with its state. */
const site = z
	.looseObject({
		name: z.string().optional(),
		lat: z.union([z.number(), z.string()]).optional(),
		lon: z.union([z.number(), z.string()]).optional(),
		fips: z
			.string()
			.optional()
			.openapi({ description: 'County code, old or new: 51107 or US-VA-51107' }),
		place: z.string().optional().openapi({ description: 'Leesburg, or "Leesburg, VA"' }),
		county: z.string().optional(),
		state: z.string().optional().openapi({ description: 'VA or Virginia' })
	})
	.openapi('Site', { description: 'Other keys are carried through' });

/** A file as other routes state theirs: its columns are those of the collection, whatever the format. */
const wholeFile = { schema: z.unknown() };
const binary = { schema: z.string().openapi({ format: 'binary' }) };

/** What a request may bring. */
const body = {
	required: true,
	content: {
		'text/csv': {
			schema: z.string().openapi({ example: 'name,lat,lon\nAshburn,39.0437,-77.4875' })
		},
		'application/json': { schema: z.object({ sites: z.array(site).max(LIMITS.sites) }) },
		'multipart/form-data': {
			schema: z
				.object({
					sites: z.string().optional().openapi({ description: 'Rows as CSV' }),
					file: z.string().optional().openapi({ format: 'binary', description: 'CSV or .xlsx' })
				})
				.openapi({
					description:
						'One of the two; and a field choice_N with a candidate for each row N that could be several places'
				})
		},
		[FORMATS.xlsx.mediaType]: binary
	}
};

const errors = {
	...PROBLEMS,
	404: problem('No such release, or no such row in the list'),
	413: problem(
		`More than ${LIMITS.bytes / 1e6} MB or ${LIMITS.sites} sites, or a workbook that unpacks to too much`
	),
	422: problem(
		'The list cannot be read: another encoding, a damaged workbook, an open quote, too many columns, no site in it; what to do is said'
	)
};

const LIMIT_WORDS = `At most ${LIMITS.sites} sites, ${LIMITS.bytes / 1e6} MB, ${LIMITS.columns} columns, ${LIMITS.cell} characters a cell. Nothing of a list is stored or logged. Rows that cannot be placed come back with the reason in "problem"; the others are answered.`;

const FILE_WORDS = `Every site as a row, with the columns carried through, and a score where weights are given. ${LIMIT_WORDS}`;
const OTHERS = FILE_FORMATS.filter((format) => format !== 'csv');
/** A file holds every row and no records behind them. */
const fileQuery = screenQuery.omit({
	first: true,
	limit: true,
	evidence: true,
	points: true,
	progress: true
});

/** Describes screening in the OpenAPI document; it is answered before the router, which reads no bodies. */
export function registerScreen({ openAPIRegistry }: Pick<OpenAPIHono, 'openAPIRegistry'>): void {
	openAPIRegistry.registerPath({
		method: 'post',
		path: '/screen',
		summary: 'Screen a list of sites',
		description: `What is on record where each site of a list lies. ${LIMIT_WORDS}`,
		request: { query: screenQuery, body },
		responses: {
			200: {
				description: 'The sites in the order asked for',
				content: {
					'application/json': { schema: screeningAnswer.openapi('ScreeningAnswer') },
					'application/x-ndjson': { schema: z.string() }
				}
			},
			...errors
		}
	});
	openAPIRegistry.registerPath({
		method: 'post',
		path: '/screen.csv',
		summary: 'Screen a list of sites, as CSV',
		description: FILE_WORDS,
		request: { query: fileQuery.extend(csvControls), body },
		responses: {
			200: { description: 'The whole result', content: { 'text/csv': binary } },
			...errors
		}
	});
	openAPIRegistry.registerPath({
		method: 'post',
		path: '/screen.{format}',
		summary: 'Screen a list of sites, as another file',
		description: `${FILE_WORDS} A zip holds the CSV, and takes bom and guard too.`,
		request: {
			params: z.object({
				format: z.enum(OTHERS as [string, ...string[]]).openapi({ description: 'Kind of file' })
			}),
			query: fileQuery,
			body
		},
		responses: {
			200: {
				description: 'The whole result',
				content: Object.fromEntries(
					OTHERS.map((format) => [FORMATS[format].mediaType.split(';')[0] ?? '', wholeFile])
				)
			},
			...errors
		}
	});
	for (const method of ['get', 'post'] as const)
		openAPIRegistry.registerPath({
			method,
			path: '/screen.metadata.json',
			summary:
				method === 'get' ? 'What a screening is' : 'What the screening of a list is, with sources',
			description:
				'Columns with units and definitions, release, day, weights, terms and citation; for a list that is sent also the number of its sites and the sources behind them.',
			request: { query: screenQuery, ...(method === 'post' ? { body } : {}) },
			responses: {
				200: {
					description: 'The description',
					content: { 'application/json': { schema: descriptionSchema } }
				},
				...(method === 'post' ? errors : PROBLEMS)
			}
		});
}
