import type { Ask } from './ask.ts';
import { MARK_WORDS, marked } from './marked.ts';
import { overlaid } from './overlaid.ts';

/** A document an assistant can read. */
interface Resource {
	name: string;
	title: string;
	description: string;
	mimeType: string;
	text: (ask: Ask) => Promise<string>;
}

interface Collections {
	data: {
		name: string;
		title: string;
		description: string;
		rows: number;
		columns: { name: string; unit: string | null; description: string; values: string[] }[];
	}[];
	release: string;
}

interface Methods {
	data: { settings: Record<string, number>; validations: object[] };
	release: string;
}

/** How figures are made, in short; the page `/methods` says it in full. */
const METHODS = `# How figures are made

- A poll result (reading) is the one share of a question that is tracked over time. Results of different question groups (wording_group) are not compared.
- A line joins polls of one pollster (house) that asked the same question. A model combines several pollsters only where there are enough polls; otherwise the answer says what is missing.
- The model follows the level of opinion by day, with a difference for each pollster, and states 80% and 95% intervals. Later polls move earlier days of the smoothed estimate.
- A margin covers chance alone: as the poll states it, or computed with a design effect.
- A rule (moratorium, ban) is an interval of days worked out from the actions behind it. Without a known end it may have expired after 12 months.
- tier says how well a record is supported: primary (pollster, agency, official record), reported (an outlet somebody read), aggregator (a tracker alone, nobody opened the original).
- independent_sources counts publishers that state the same. No record here does not mean there is no opposition.
- estimate of an indicator: actual, estimate, projection or reported_claim. Each is another kind of figure.

The constants of the model, and how well each trend predicts a poll it has not seen:
`;

/** Documents that explain columns and methods. */
export const RESOURCES: readonly Resource[] = [
	{
		name: 'dictionary',
		title: 'Dictionary',
		description: 'Every list of the API with its columns, their units, meanings and closed values',
		mimeType: 'text/markdown',
		text: async (ask) => {
			const { data } = (await ask('/collections')) as Collections;
			return ['# Dictionary', ...data.map(described)].join('\n\n');
		}
	},
	{
		name: 'methods',
		title: 'Methods',
		description: 'How estimates, margins and statuses are made, with constants and validations',
		mimeType: 'text/markdown',
		text: async (ask) => {
			const { data, release } = (await ask('/trends/method')) as Methods;
			const isOverlaid = await overlaid(ask, release);
			const shown = isOverlaid ? marked(data) : data;
			const made = `${METHODS}\n\`\`\`json\n${JSON.stringify(shown)}\n\`\`\`\n`;
			return isOverlaid ? `${made}\n${MARK_WORDS}\n` : made;
		}
	}
];

const described = ({ name, title, description, rows, columns }: Collections['data'][number]) =>
	[
		`## ${name}`,
		`${title}: ${description} ${rows} rows. /api/v1/${name}`,
		...columns.map(
			({ name: column, unit, description: meaning, values }) =>
				`- ${column}${unit === null ? '' : ` (${unit})`}: ${meaning}${values.length === 0 ? '' : `. One of ${values.join(', ')}`}`
		)
	].join('\n');
