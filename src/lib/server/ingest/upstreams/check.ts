import { utcDay } from '#lib/domain/dates.ts';
import { Budget } from './fetch/budget.ts';
import { UpstreamFailure } from './fetch/failure.ts';
import { fetchUpstream, type FetcherOptions } from './fetch/fetcher.ts';
import { failureWords } from './fetch/fetch-parts.ts';
import { inTurns } from './fetch/in-turns.ts';
import { upstreams } from './registry.ts';
import type { Part, Upstream, UpstreamSettings } from './upstream.ts';

/** What asking an upstream showed, with nothing taken in. */
export interface Checked {
	name: string;
	/**
	 * `as known`: each address answers in the shape known here; `changed`: one answers in another; `no answer`: one
	 * does not answer, or refuses; `skipped`: a setting is missing.
	 */
	status: 'as known' | 'changed' | 'no answer' | 'skipped';
	/** What is wrong, each reason once with its addresses; or the remedy where it was skipped. */
	wrong: string[];
	/** Addresses that answer as known, with their rows and the first odd one. */
	fine: string[];
}

interface CheckOptions {
	settings: UpstreamSettings;
	fetcher: FetcherOptions;
	/** Is told of each upstream as soon as it is through. */
	onChecked?: (checked: Checked) => void;
}

const AT_ONCE = 4;
/** Addresses that are named of several in which the same is wrong. */
const NAMED = 6;
/** Kinds of failure of an answer that came, but in another form. */
const FORMS = new Set<UpstreamFailure['kind']>([
	'shape',
	'content_type',
	'encoding',
	'html',
	'gone'
]);

/**
 * Asks each upstream for its answers and reads their heads and shapes, and keeps nothing. The pages after the first
 * are not asked for.
 */
export const checkUpstreams = (options: CheckOptions): Promise<Checked[]> =>
	inTurns(upstreams, AT_ONCE, async (upstream) => {
		const checked = await checkOne(upstream, options);
		options.onChecked?.(checked);
		return checked;
	});

async function checkOne(upstream: Upstream, { settings, fetcher }: CheckOptions): Promise<Checked> {
	const { name, needs } = upstream;
	if (needs && settings[needs.setting] === null)
		return { name, status: 'skipped', wrong: [needs.remedy], fine: [] };
	const budget = new Budget(fetcher);
	const failures: { file: string; reason: string }[] = [];
	const fine: string[] = [];
	let status: Checked['status'] = 'as known';
	for (const part of upstream.parts(settings))
		try {
			fine.push(await readPart(upstream, part, settings, budget.options()));
			budget.came();
		} catch (error) {
			if (!(error instanceof UpstreamFailure)) throw error;
			budget.failed(error);
			if (FORMS.has(error.kind)) status = 'changed';
			else if (status === 'as known') status = 'no answer';
			failures.push({ file: part.file, reason: error.message });
		}
	return { name, status, wrong: failureWords(failures, NAMED), fine };
}

/** @throws UpstreamFailure where it does not answer, or in another form */
async function readPart(
	upstream: Upstream,
	part: Part,
	settings: UpstreamSettings,
	fetcher: FetcherOptions
): Promise<string> {
	const { hosts, types, maxBytes } = upstream;
	const hidden = Object.values(settings);
	const secret = part.secret ? { secret: part.secret } : {};
	const answer = await fetchUpstream(
		{ url: part.url, ...secret, hosts, types, maxBytes, hidden, binary: upstream.isBinary },
		fetcher
	);
	if (answer.status !== 'fresh') throw new Error('nothing was kept that could be confirmed');
	const copy = { part, text: await upstream.textOf({ part }, answer.body) };
	const { rows, odd } = upstream.read(copy, utcDay(fetcher.now?.() ?? new Date()));
	return `${part.file}: ${rows} rows, ${odd.length} odd${odd[0] === undefined ? '' : `, first ${odd[0]}`}`;
}
