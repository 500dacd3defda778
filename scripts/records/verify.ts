/** Lists the records whose check would help most, and writes a check down: `npm run verify -- --help`. */
import { parseArgs } from 'node:util';
import { utcDay } from '#lib/domain/dates.ts';
import { nextToCheck, type ToCheck } from '#lib/server/dataset/queries/records/verification.ts';
import { NoReleaseError } from '#lib/server/dataset/releases/not-served.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { readSettings, SettingsError } from '#lib/server/env.ts';
import { UsageError } from '#lib/server/ingest/usage-error.ts';
import { writeCheck } from '#lib/server/ingest/verify.ts';

const HELP = `Checks records against documents, one by one.

npm run verify -- --next 20
  lists the records whose check would help most (reach × weakness of sources × age), with all they say
  and where to look
npm run verify -- ID --url U --tier primary --agrees yes
  records that the document at U states what the record says: adds a source, a citation and history
  --tier            primary: an official record, a pollster, an agency; reported: an outlet
  --agrees          yes; or no: nothing is written, and you correct the record
  --publisher NAME  who published it (default: the host of U)
  --title TEXT      its title (default: what the record says)
  --published DATE  its date
  --data DIR        the folder of CSV files (default data)
  --releases DIR    where releases are (default data/releases; also GROUNDSWELL_RELEASES)
  --help            this text

Exit codes: 0 listed or written; 1 the document disagrees; 2 wrong usage; 4 no release.`;

const DISAGREES = 1;
const USAGE = 2;
const NOT_NOW = 4;

function main(): number {
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: true,
			options: {
				next: { type: 'string' },
				url: { type: 'string' },
				tier: { type: 'string' },
				agrees: { type: 'string' },
				publisher: { type: 'string' },
				title: { type: 'string' },
				published: { type: 'string' },
				data: { type: 'string', default: 'data' },
				releases: { type: 'string' },
				help: { type: 'boolean', default: false }
			}
		});
		if (values.help) {
			console.log(HELP);
			return 0;
		}
		const [id, ...more] = positionals;
		if (values.next !== undefined && id === undefined) {
			list(countOf(values.next), values.releases ?? readSettings(process.env).releases);
			return 0;
		}
		if (id === undefined || more.length > 0)
			throw new UsageError('expected --next N, or one record and --url, --tier and --agrees');
		return check(id, values);
	} catch (error) {
		console.error(error instanceof Error ? error.message : String(error));
		if (error instanceof NoReleaseError) return NOT_NOW;
		if (isUsage(error)) return USAGE;
		throw error;
	}
}

const isUsage = (error: unknown) =>
	error instanceof UsageError ||
	error instanceof SettingsError ||
	(error instanceof TypeError && 'code' in error);

function countOf(text: string): number {
	if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
	throw new UsageError(`--next ${text}: expected how many records to list, from 1`);
}

function list(count: number, releases: string): void {
	const store = new ReleaseStore(releases);
	try {
		const today = utcDay(new Date());
		for (const record of nextToCheck(store.current(), today, count))
			console.log(toldOf(record).join('\n'));
	} finally {
		store.close();
	}
}

/** Columns that ingestion adds, which a document says nothing of. */
const NOT_STATED =
	/^(dataset|added|changed|date_(start|end|precision)|tier|independent_sources|source_id|same_as|probably_same_as|trend_date)$/;

function toldOf({ record_kind, record_id, worth, row, sources }: ToCheck): string[] {
	const cells = Object.entries(row).filter(
		([name, value]) => value !== null && !NOT_STATED.test(name) && name !== `${record_kind}_id`
	);
	return [
		`${record_kind} ${record_id} (worth ${worth.toFixed(1)})`,
		...cells.map(([name, value]) => `  ${name}: ${String(value)}`),
		'  where to look:',
		...sources.map(
			({ publisher, title, url, tier }) =>
				`    ${tier}: ${publisher}, ${title}${url === null ? '' : `, ${url}`}`
		),
		`    or the minutes or bill page of: ${String(row['body'] ?? row['house'] ?? '')}`,
		''
	];
}

interface Given {
	url?: string | undefined;
	tier?: string | undefined;
	agrees?: string | undefined;
	publisher?: string | undefined;
	title?: string | undefined;
	published?: string | undefined;
	data: string;
}

function check(
	id: string,
	{ url, tier, agrees, publisher, title, published, data }: Given
): number {
	if (url === undefined)
		throw new UsageError('--url: expected the address of the document you opened');
	if (tier !== 'primary' && tier !== 'reported')
		throw new UsageError(
			`--tier ${tier ?? ''}: expected primary or reported; a tracker verifies nothing`
		);
	if (agrees !== 'yes' && agrees !== 'no')
		throw new UsageError(`--agrees ${agrees ?? ''}: expected yes or no`);
	if (agrees === 'no') {
		console.log(
			`${id}: nothing written. Correct its row in ${data}/, with the document as its source, then run npm run describe`
		);
		return DISAGREES;
	}
	const { source_id, isNew } = writeCheck(
		data,
		{
			record_id: id,
			url,
			tier,
			...(publisher === undefined ? {} : { publisher }),
			...(title === undefined ? {} : { title }),
			...(published === undefined ? {} : { published })
		},
		utcDay(new Date())
	);
	console.log(
		`${id}: cited by ${source_id}${isNew ? ', a new source' : ''}; npm run ingest builds it, and shows it as verified`
	);
	return 0;
}

process.exitCode = main();
