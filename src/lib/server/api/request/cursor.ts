import { hash } from 'node:crypto';
import { canonical } from '#lib/domain/filter/link/canonical.ts';
import type { Collection } from '#lib/domain/collections/collection.ts';

/** A position in a result that cannot change, since a release never does. */
interface Cursor {
	release: string;
	/** The day the first page was answered for, so that the rest is of the same day. */
	on: string;
	/** Rows passed. */
	offset: number;
	/** Fingerprint of the filters and the order it belongs to. */
	hash: string;
}

const FORM = /^([0-9a-f]{12})\.(\d{4}-\d{2}-\d{2})\.(\d{1,9})\.([0-9a-f]{8})$/;

/** A cursor as text for an address, which `readCursor` reads. */
export const writeCursor = ({ release, on, offset, hash }: Cursor): string =>
	Buffer.from(`${release}.${on}.${offset}.${hash}`).toString('base64url');

/** A cursor as it was written, or null where the text is none. */
export function readCursor(value: string | null): Cursor | null {
	if (value === null) return null;
	const match = FORM.exec(Buffer.from(value, 'base64url').toString('latin1'));
	if (!match) return null;
	const [, release = '', on = '', offset = '', hash = ''] = match;
	return { release, on, offset: Number(offset), hash };
}

/** Fingerprint of a query without its position: a cursor is good for these filters and this order only. */
export function fingerprint(params: URLSearchParams, collection: Collection): string {
	const own = new URLSearchParams(params);
	for (const key of ['cursor', 'limit']) own.delete(key);
	return hash('sha256', canonical(own, collection), 'hex').slice(0, 8);
}
