import type { CollectionRow } from './collections/index.ts';

type Terms = Pick<CollectionRow<'sources'>, 'licence' | 'attribution'>;

const LICENCES: Record<string, string> = {
	'CC BY 4.0': 'https://creativecommons.org/licenses/by/4.0/',
	MIT: 'https://opensource.org/license/mit'
};

/** Where a licence can be read; null where it has no address of its own. */
export const licenceAddress = (licence: string | null): string | null =>
	licence === null ? null : (LICENCES[licence] ?? null);

/** The terms of a source: the credit line it asks for, else its licence, else that none are stated. */
export const termsWords = ({ licence, attribution }: Terms): string =>
	attribution ?? licence ?? 'terms not stated, facts exported';
