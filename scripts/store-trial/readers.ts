import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../trial/random/random.ts';
import type { Watch } from './watch.ts';

/** Forms of the one observation that tells releases apart. */
const FORMS = ['', '.csv', '.ndjson'] as const;
type Form = (typeof FORMS)[number];
/** What a proxy or a server says while a part is away. */
const AWAY = new Set([502, 503, 504]);

/**
 * Asks for the value again and again through the proxy: of the current release, or of one that answered before. An
 * answer must hold the value of the very release it names.
 */
export async function readAgainAndAgain(
	address: string,
	random: Random,
	valueOf: (id: string) => number | undefined,
	watch: Watch,
	until: AbortSignal
): Promise<void> {
	let known = '';
	while (!until.aborted) {
		const form = random.pick(FORMS);
		const pinned = known !== '' && random.chance(0.2) ? `&release=${known}` : '';
		// A limit that nobody else asks for: not every answer comes out of the cache.
		const own = form === '' && random.chance(0.5) ? `&limit=${random.between(1, 900)}` : '';
		const path = `/api/v1/observations${form}?region=US-VA&dataset=mine${own}${pinned}`;
		watch.add('requests');
		try {
			const answer = await fetch(address + path, { signal: AbortSignal.timeout(30_000) });
			const text = await answer.text();
			known = judge(path, form, pinned !== '', answer, text, valueOf, watch) ?? known;
		} catch (error) {
			watch.add('requests cut off');
			if (!(error instanceof Error)) throw error;
		}
		await pause(random.between(5, 40));
	}
}

function judge(
	path: string,
	form: Form,
	isPinned: boolean,
	{ status, headers }: Response,
	text: string,
	valueOf: (id: string) => number | undefined,
	watch: Watch
): string | null {
	if (AWAY.has(status) || (isPinned && status === 410)) {
		watch.add(`answers with ${status}`);
		return null;
	}
	if (status !== 200) {
		watch.fault(`${path} answered ${status}: ${text.slice(0, 200)}`);
		return null;
	}
	const id = form === '' ? releaseIn(text) : (headers.get('x-groundswell-release') ?? '');
	const found = valueIn(text, form);
	const expected = valueOf(id);
	if (found !== expected)
		watch.fault(`${path} of ${id} says ${found} where ${String(expected)} is right`);
	if (isPinned && !path.endsWith(id)) watch.fault(`${path} was answered from ${id}`);
	watch.add(`right answers${headers.get('x-cache') === 'HIT' ? ', from the cache' : ''}`);
	return id;
}

const releaseIn = (text: string) =>
	(JSON.parse(text) as { meta: { release: string } }).meta.release;

function valueIn(text: string, form: Form): number {
	if (form === '.csv') {
		const [head = '', row = ''] = text.split(/\r?\n/);
		return Number(row.split(',')[head.split(',').indexOf('value')]);
	}
	const [row] =
		form === '' ? (JSON.parse(text) as { data: unknown[] }).data : [JSON.parse(text.trim())];
	return (row as { value: number }).value;
}
