import { isOffline } from '#lib/client/offline.ts';
import type { ScreeningAnswer } from '#lib/domain/screening/answer.ts';
import { apiQuery } from '../screen-address.ts';

/** How far the server is with a list. */
export interface Progress {
	done: number;
	total: number;
}

/** What came of a list: the answer, or why there is none. */
export type Outcome =
	{ answer: ScreeningAnswer; problem: null } | { answer: null; problem: string };

const failed = (problem: string): Outcome => ({ answer: null, problem });

/** Sends a list for the view of an address, telling how far the server is. */
export async function send(
	list: FormData,
	query: string,
	onProgress: (progress: Progress) => void
): Promise<Outcome> {
	try {
		const address = `/api/v1/screen?${apiQuery(query)}&progress=yes`;
		const response = await fetch(address, { method: 'POST', body: list });
		if (!response.ok || response.body === null) {
			const { detail } = (await response.json()) as { detail: string };
			return failed(detail);
		}
		return await outcomeIn(response.body, onProgress);
	} catch {
		return failed(
			isOffline()
				? 'you seem to be offline; connect and send the list again'
				: 'the server could not be reached, or the answer was cut off; send the list again'
		);
	}
}

async function outcomeIn(
	body: ReadableStream<Uint8Array<ArrayBuffer>>,
	onProgress: (progress: Progress) => void
): Promise<Outcome> {
	const parts: string[] = [];
	const reader = body.pipeThrough(new TextDecoderStream()).getReader();
	for (let part = await reader.read(); !part.done; part = await reader.read()) {
		const lines = part.value.split('\n');
		for (const [index, text] of lines.entries()) {
			parts.push(text);
			if (index === lines.length - 1) continue;
			const told = JSON.parse(parts.splice(0).join('')) as ScreeningAnswer | Progress;
			if ('data' in told) return { answer: told, problem: null };
			onProgress(told);
		}
	}
	return failed('the answer was cut off; send the list again');
}
