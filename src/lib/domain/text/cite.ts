import { readable } from './format.ts';

/** What a citation of the data names. */
export interface Cited {
	release: string;
	/** Day the release was published, YYYY-MM-DD. */
	published: string;
	data_through: string | null;
	/** Day for which status and ages are computed, YYYY-MM-DD, where the citation is of an answer. */
	on?: string;
	address: string;
	/** Day of access, YYYY-MM-DD. */
	accessed: string;
}

const TITLE = 'Groundswell: polls, local votes and indicators on data centers and AI';

/** A reference as a memo has it. */
export const citationText = ({ release, published, data_through, on, address, accessed }: Cited) =>
	`${TITLE}. Release ${release} of ${readable(published)}${data_through === null ? '' : `, data through ${readable(data_through)}`}${on === undefined ? '' : `, computed for ${readable(on)}`}. ${address} (accessed ${readable(accessed)}).`;

/** The same for BibTeX. */
export const citationBibtex = ({
	release,
	published,
	data_through,
	on,
	address,
	accessed
}: Cited) =>
	[
		`@misc{groundswell-${release},`,
		`  title        = {${TITLE}},`,
		`  author       = {{Groundswell contributors}},`,
		`  year         = {${published.slice(0, 4)}},`,
		`  howpublished = {\\url{${address}}},`,
		`  note         = {Release ${release} of ${published}${data_through === null ? '' : `, data through ${data_through}`}${on === undefined ? '' : `, computed for ${on}`}; accessed ${accessed}}`,
		`}`
	].join('\n');
