import type { Fingerprint } from '../../dataset/releases/integrity.ts';

/** The store cannot be reached, refuses, or holds what it should not; the message is one line and names it. */
export class StoreError extends Error {}

/**
 * What came of creating an object that must not exist yet: `refused` says that it may exist already, `unsure` that
 * no answer came, or one that says nothing of it. After both the object itself must be read.
 */
export type Created = 'created' | 'refused' | 'unsure';

/** An object of a store. */
export interface ListedObject {
	key: string;
	/** When it was written last, by the store's clock. */
	written: Date;
}

/** A store of named objects, as little of S3 as releases need. Every method rejects with StoreError. */
export interface Objects {
	/** How messages name the store. */
	readonly name: string;
	/** Creates an object unless there is one of this key (`If-None-Match: *`). */
	create: (key: string, text: string) => Promise<Created>;
	/** Writes an object, whether or not there is one. */
	write: (key: string, text: string) => Promise<void>;
	/** Writes a file to an object, in parts where it is large. */
	upload: (key: string, path: string) => Promise<void>;
	/** An object as text; null where there is none. */
	read: (key: string) => Promise<string | null>;
	/** Copies an object into a file, hashed on its way; null where there is none, and the file is left alone. */
	download: (key: string, path: string) => Promise<Fingerprint | null>;
	/** The hash and size of an object, all of it read; null where there is none. */
	fingerprint: (key: string) => Promise<Fingerprint | null>;
	/** Every object whose key begins with this. */
	list: (prefix: string) => AsyncIterable<ListedObject>;
	remove: (keys: readonly string[]) => Promise<void>;
}
