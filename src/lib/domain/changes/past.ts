import { utcDay } from '../dates.ts';
import { readable } from '../text/format.ts';

/** A release as the list of releases tells of it. */
export interface Published {
	id: string;
	published_at: string;
	current: boolean;
}

/** The past a page looks at. */
export interface Past {
	release: string;
	/** Whether another release is current now. */
	replaced: boolean;
	sentence: string;
}

/**
 * What a page of the past has to say of itself; null for a page of now.
 * @param shown the release and the day the page is for
 * @param today YYYY-MM-DD, in UTC
 */
export function pastOf(
	shown: { release: string; on: string },
	releases: readonly Published[],
	today: string
): Past | null {
	const found = releases.find(({ id }) => id === shown.release);
	const replaced = found?.current === false;
	if (!replaced && shown.on >= today) return null;
	const published =
		found === undefined ? '' : `, published ${readable(utcDay(new Date(found.published_at)))}`;
	const knew = replaced
		? `This is version ${shown.release}${published}. Newer data has been added since.`
		: `This is the current version, ${shown.release}.`;
	const day =
		shown.on < today
			? `Status and ages are as of ${readable(shown.on)}.`
			: 'Status and ages are as of today.';
	return { release: shown.release, replaced, sentence: `${knew} ${day}` };
}
