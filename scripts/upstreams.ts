/** Shows and checks the upstreams: `npm run upstreams -- --help`. */
import { parseArgs } from 'node:util';
import { parseDate, utcDay } from '#lib/domain/dates.ts';
import { readSettings, SettingsError } from '#lib/server/env.ts';
import { checkUpstreams } from '#lib/server/ingest/upstreams/check.ts';
import { upstreamStates } from '#lib/server/ingest/upstreams/upstream-status.ts';
import { upstreams } from '#lib/server/ingest/upstreams/registry.ts';
import { UsageError } from '#lib/server/ingest/usage-error.ts';
import { userAgent } from './parts/refresh.ts';
import { replay } from './upstreams/replay.ts';
import { checkedLines, standing, stateLines, summaryOf } from './upstreams/table.ts';
import { USAGE } from './parts/exits.ts';

const HELP = `Shows where fresh data come from.

npm run upstreams                 each upstream: what it is for, its terms, the key it needs, when it last succeeded,
                                  how old its data are, rows in and left out, when it is due
npm run upstreams -- --check      asks each source and checks that its answer has the known form, in a minute or two;
                                  changes nothing
npm run upstreams -- replay DIR   runs recorded answers from a folder through a refresh and a build of their own, and
                                  lists what was added, left out and changed
  --day DATE                      the day that a replay assumes (default today)
  --json                          print JSON (not for a replay)
  --help                          this text

npm run ingest -- --refresh fetches what is new. Exit codes: 0 all well; 1 something is old, changed, silent or failed;
2 wrong usage.`;

async function main(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			check: { type: 'boolean', default: false },
			day: { type: 'string' },
			json: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false }
		}
	});
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	const today = utcDay(new Date());
	const [command, folder] = positionals;
	if (command === 'replay') {
		if (folder === undefined) throw new UsageError('replay: name the folder of the recordings');
		const day = values.day ?? today;
		if (parseDate(day)?.precision !== 'day')
			throw new UsageError(`--day ${day}: expected a day, YYYY-MM-DD`);
		const print = (line: string) => console.log(line);
		return (await replay({ folder, day, embedded: 'data', print })) ? 0 : 1;
	}
	if (command !== undefined)
		throw new UsageError(`${command}: no such command; npm run upstreams -- --help lists them`);
	return values.check ? check(values.json) : show(today, values.json);
}

function show(today: string, json: boolean): number {
	const states = upstreamStates('data/upstream', today);
	const settings = readSettings(process.env);
	const missing = new Set(
		upstreams.flatMap(({ name, needs }) =>
			needs !== undefined && settings[needs.setting] === null ? [name] : []
		)
	);
	console.log(
		json
			? JSON.stringify(states, null, '\t')
			: [...stateLines(states, today, missing), '', standing(states, missing)].join('\n')
	);
	return states.some(({ failed, stale }) => failed || stale) ? 1 : 0;
}

/** Asks so briefly that all are through in a minute or two, also where some do not answer. */
const BRIEFLY = {
	tries: 2,
	budgetMs: 40_000,
	limits: { connectMs: 5_000, idleMs: 10_000, totalMs: 40_000 }
};

async function check(json: boolean): Promise<number> {
	const { eiaKey, contact } = readSettings(process.env);
	const checked = await checkUpstreams({
		settings: { eiaKey, contact },
		fetcher: { userAgent: userAgent(contact), ...BRIEFLY },
		onChecked: (one) => {
			if (!json) console.log(checkedLines(one).join('\n'));
		}
	});
	console.log(json ? JSON.stringify(checked, null, '\t') : summaryOf(checked));
	return checked.some(({ status }) => status === 'changed' || status === 'no answer') ? 1 : 0;
}

try {
	process.exitCode = await main();
} catch (error) {
	const isUsage =
		error instanceof UsageError ||
		error instanceof SettingsError ||
		(error instanceof TypeError && 'code' in error);
	if (!isUsage) throw error;
	console.error(error.message);
	process.exitCode = USAGE;
}
