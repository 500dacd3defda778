import type { FileFormat } from '#lib/domain/files.ts';
import type { Address } from './api-address.ts';
import type { HandingOn } from './hand-on/hand-on.ts';
import { descriptionOf } from './list/list-files.ts';
import { momentOf, type Call, type Deps } from './request/moment.ts';
import type { Guard } from './request/turns.ts';
import { JSON_HEADERS, refusal } from './respond.ts';
import { screenResponse } from './screening/screen.ts';
import { makerOf, wholeAt } from './whole.ts';

/** What answers that take much are made with, and bounded by. */
interface Bounds {
	deps: Deps;
	guard: Guard;
	/** Counts one against its client. @throws ProblemError 429 where it asked too often */
	limit: (client: string) => void;
	/** What makes answers elsewhere; null where they are made here. */
	away: HandingOn | null;
	/** Takes a place among downloads, or lists that are screened, and gives back what frees it. @throws ProblemError 503 */
	place: () => () => void;
	screening: () => () => void;
	xlsxRows: number;
}

/** Answers of whole lists, in files, and of sites that are sent: each counts against its client, and none is kept. */
export function costlyAnswers({ deps, guard, limit, away, place, screening, xlsxRows }: Bounds) {
	/** Has a whole table made, where its client may ask for one now. */
	const counted = (client: string | null, make: () => Promise<Response>): Promise<Response> => {
		const overloaded = guard.overloaded();
		if (overloaded) throw refusal(overloaded);
		if (client !== null) limit(client);
		return make();
	};

	const file = (
		{ path }: Address,
		format: FileFormat | 'everything',
		call: Call,
		client: string | null,
		{ method, headers, origin }: { method: string; headers: Record<string, string>; origin: string }
	): Response => {
		const make = makerOf(path, format, call);
		const overloaded = guard.overloaded();
		if (overloaded) throw refusal(overloaded);
		if (client !== null) limit(client);
		const leave = method === 'HEAD' ? nothing : place();
		const finished = (error?: unknown) => {
			leave();
			if (error !== undefined) deps.store.suspect(error);
		};
		try {
			const asked = { origin, now: deps.now(), xlsxRows, headers, finished };
			return make(asked);
		} catch (error) {
			finished();
			throw error;
		}
	};

	/** Sites are sent, so nothing of the answer is kept, and none has an address of its own. */
	const screen = (
		request: Request,
		client: string | null,
		origin: string,
		text: string
	): Promise<Response> => {
		if (client !== null) limit(client);
		if (away) return away.screen({ request, text, client, here: origin, moment: momentOf(deps) });
		const asked = { origin, now: deps.now(), place: screening };
		return screenResponse(request, momentOf(deps), asked);
	};

	/** What describes a result says when it was retrieved: it is made anew each time. */
	const metadata = (
		{ path }: Address,
		call: Call,
		client: string | null,
		origin: string
	): Response => {
		const found = wholeAt(path, call, 'metadata');
		if (client !== null) limit(client);
		const asked = { origin, now: deps.now(), xlsxRows };
		return new Response(JSON.stringify(descriptionOf(found(), call, asked)), {
			headers: { ...JSON_HEADERS, 'cache-control': 'no-store' }
		});
	};

	return { counted, file, metadata, screen };
}

const nothing = () => undefined;
