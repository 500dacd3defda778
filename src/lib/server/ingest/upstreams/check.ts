import { UpstreamFailure } from './fetch/failure.ts';
import { fetchUpstream, type FetcherOptions } from './fetch/fetcher.ts';
import { inTurns } from './fetch/in-turns.ts';
import { upstreams } from './registry.ts';
import type { Upstream, UpstreamSettings } from './upstream.ts';

/** What asking an upstream showed, with nothing taken in. */
export interface Checked {
	name: string;
	/** `as known`: each address answers in the shape known here; `changed`: one does not; `skipped`: a setting is missing. */
	status: 'as known' | 'changed' | 'skipped';
	/** One sentence an address: rows and odd ones, or what is wrong; or the remedy where it was skipped. */
	words: string[];
}

const AT_ONCE = 3;

/**
 * Asks each upstream for its answers and reads their heads and shapes, and keeps nothing. The pages after the first
 * are not asked for.
 */
export const checkUpstreams = (
	options: { settings: UpstreamSettings; fetcher: FetcherOptions },
	known: readonly Upstream[] = upstreams
): Promise<Checked[]> => inTurns(known, AT_ONCE, (upstream) => checkOne(upstream, options));

async function checkOne(
	upstream: Upstream,
	{ settings, fetcher }: { settings: UpstreamSettings; fetcher: FetcherOptions }
): Promise<Checked> {
	const { name, needs, hosts, types, maxBytes } = upstream;
	if (needs && settings[needs.setting] === null)
		return { name, status: 'skipped', words: [needs.remedy] };
	const words: string[] = [];
	let isAsKnown = true;
	for (const part of upstream.parts(settings))
		try {
			const hidden = Object.values(settings);
			const secret = part.secret ? { secret: part.secret } : {};
			const answer = await fetchUpstream(
				{ url: part.url, ...secret, hosts, types, maxBytes, hidden, binary: upstream.isBinary },
				fetcher
			);
			// Nothing was kept, so nothing can be confirmed.
			if (answer.status !== 'fresh') continue;
			const copy = { part, text: await upstream.textOf({ part }, answer.body) };
			const { rows, odd } = upstream.read(copy);
			words.push(
				`${part.file}: ${rows} rows, ${odd.length} odd${odd[0] === undefined ? '' : `, first ${odd[0]}`}`
			);
		} catch (error) {
			if (!(error instanceof UpstreamFailure)) throw error;
			isAsKnown = false;
			words.push(`${part.file}: ${error.message}`);
		}
	return { name, status: isAsKnown ? 'as known' : 'changed', words };
}
