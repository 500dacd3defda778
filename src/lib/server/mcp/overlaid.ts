import type { Ask } from './ask.ts';

interface Releases {
	data: { id: string; datasets: string[] }[];
}

/** The dataset that comes with the product. */
const EMBEDDED = 'groundswell';

/**
 * Whether a user's folder is laid over the data of a release; also where that is not known.
 * @param release an id; null for any release that is here
 */
export async function overlaid(ask: Ask, release: string | null): Promise<boolean> {
	const { data } = (await ask('/releases')) as Releases;
	const asked = release === null ? data : data.filter(({ id }) => id === release);
	return (
		asked.length === 0 ||
		asked.some(({ datasets }) => datasets.some((dataset) => dataset !== EMBEDDED))
	);
}
