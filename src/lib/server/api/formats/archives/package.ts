import type { Collection } from '#lib/domain/collections/collection.ts';
import { utcDay } from '#lib/domain/dates.ts';
import { fieldOf, DATA_PACKAGE_PROFILE } from '#lib/domain/schema/table-schema.ts';
import type { Column } from '#lib/domain/schema/table.ts';
import type { Description } from '../../list/describe.ts';
import { codeSpan, markdown, markdownLink } from '../markdown.ts';

/** The descriptor of an export (Data Package, version 2.0). @param file size and hash of the CSV */
export function packageOf(
	{ name, id }: Collection,
	columns: readonly Column[],
	{ title, sentence, description, release, retrieved_at, rows, on, address, ...rest }: Description,
	file: { bytes: number; sha256: string }
) {
	return {
		$schema: `${DATA_PACKAGE_PROFILE}datapackage.json`,
		name: `groundswell-${name}`,
		title: `${title} (release ${release.id})`,
		description: `${sentence}. ${description}`,
		homepage: address,
		version: release.id,
		created: retrieved_at,
		on,
		citation: rest.citation.text,
		terms: rest.terms,
		contributors: [{ title: 'Groundswell contributors', roles: ['compiler'] }],
		...(rest.sources.length > 0
			? {
					sources: rest.sources.map(({ title, url, publisher, tier, licence, attribution }) => ({
						title,
						...(url === null ? {} : { path: url }),
						publisher,
						tier,
						...(licence === null ? {} : { licence }),
						...(attribution === null ? {} : { attribution })
					}))
				}
			: {}),
		resources: [
			{
				$schema: `${DATA_PACKAGE_PROFILE}dataresource.json`,
				name,
				title: sentence,
				description,
				type: 'table',
				path: `${name}.csv`,
				format: 'csv',
				mediatype: 'text/csv',
				encoding: 'utf-8',
				bytes: file.bytes,
				hash: `sha256:${file.sha256}`,
				rows,
				dialect: {
					$schema: `${DATA_PACKAGE_PROFILE}tabledialect.json`,
					header: true,
					delimiter: ',',
					lineTerminator: '\n',
					quoteChar: '"',
					doubleQuote: true
				},
				schema: {
					$schema: `${DATA_PACKAGE_PROFILE}tableschema.json`,
					fields: columns.map((column) => fieldOf(column.name, column.meta, column.name === id)),
					missingValues: [''],
					primaryKey: [id]
				}
			}
		]
	};
}

/** What an export is, for people. */
export const readme = (
	{
		title,
		sentence,
		description,
		release,
		on,
		retrieved_at,
		rows,
		address,
		columns,
		parameters,
		citation,
		notes
	}: Description,
	data: string
): string =>
	[
		`# ${markdown(title)}`,
		`${markdown(sentence)}.`,
		description,
		[
			`- Rows: ${rows} in \`${data}\` (UTF-8, header not counted)`,
			`- Release: ${release.id}${release.published_at === null ? '' : `, published ${release.published_at}`}${release.data_through === null ? '' : `, data through ${release.data_through}`}`,
			...(release.commit === null
				? []
				: [
						`- Built from \`data/\` of commit ${release.commit}; \`npm run ingest -- --commit ${release.commit.slice(0, 12)}\` rebuilds it anywhere`
					]),
			`- Computed for the day ${on}; retrieved ${retrieved_at}`,
			`- The same rows again: ${markdownLink(address)}`,
			...Object.entries(parameters).map(([key, value]) => `- ${codeSpan(`${key}=${value}`)}`)
		].join('\n'),
		...notes.map((note) => `Note: ${markdown(note)}`),
		'## Columns',
		columns
			.map(
				({ name, unit, definition }) =>
					`- \`${name}\`${unit === null ? '' : ` (${unit})`}: ${definition}`
			)
			.join('\n'),
		'## Cite as',
		markdown(citation.text),
		`\`\`\`bibtex\n${citation.bibtex}\n\`\`\``,
		'Terms of the sources: `LICENCES.md`. Machine-readable description: `datapackage.json`, `metadata.json`.'
	].join('\n\n') + '\n';

/** What an archive of every table is, for people. @param tables in the order of their files */
export const readmeOfAll = (
	{ release, on, retrieved_at }: Description,
	tables: readonly (Pick<Description, 'title' | 'description' | 'rows'> & { file: string })[]
): string =>
	[
		'# Groundswell: every table',
		[
			`- Release: ${release.id}${release.published_at === null ? '' : `, published ${release.published_at}`}${release.data_through === null ? '' : `, data through ${release.data_through}`}`,
			`- Computed for the day ${on}; retrieved ${retrieved_at}`
		].join('\n'),
		'## Tables',
		tables
			.map(
				({ file, title, description, rows }) =>
					`- \`${file}\`, ${rows} rows: ${markdown(title)}. ${markdown(description)}`
			)
			.join('\n'),
		'Columns, units and how the tables join: `datapackage.json`. Terms of the sources: `LICENCES.md`. How to cite: `CITATION.cff`.'
	].join('\n\n') + '\n';

/** The citation in Citation File Format 1.2.0; a JSON string is a YAML string. */
export const citationCff = ({
	title,
	sentence,
	release,
	on,
	retrieved_at,
	address
}: Description): string =>
	[
		'cff-version: 1.2.0',
		'message: If you use these rows, please cite them with their release.',
		'type: dataset',
		`title: ${JSON.stringify(title)}`,
		`abstract: ${JSON.stringify(`${sentence}, computed for ${on}, retrieved ${utcDay(new Date(retrieved_at))}.`)}`,
		'authors:',
		'  - name: Groundswell contributors',
		`version: ${JSON.stringify(release.id)}`,
		`date-released: ${utcDay(new Date(release.published_at ?? retrieved_at))}`,
		...(release.commit === null ? [] : [`commit: ${JSON.stringify(release.commit)}`]),
		`url: ${JSON.stringify(address)}`,
		''
	].join('\n');

/** The terms of every source of an export. */
export const licenceNotes = ({ terms, sources, notes }: Description): string =>
	[
		'# Terms',
		markdown(terms),
		...notes.map(markdown),
		...sources.map(({ title, publisher, url, tier, licence, attribution, rows }) =>
			[
				`## ${markdown(title)}`,
				`- Publisher: ${markdown(publisher)}${url === null ? '' : `, ${markdownLink(url)}`}`,
				`- Tier: ${tier}; rows: ${rows}`,
				`- Licence: ${markdown(licence ?? 'no license stated')}`,
				...(attribution === null ? [] : [`- Credit: ${markdown(attribution)}`])
			].join('\n')
		)
	].join('\n\n') + '\n';
