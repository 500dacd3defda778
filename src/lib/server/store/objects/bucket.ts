import { join } from 'node:path';

/** A store of releases that many servers share: an S3 bucket, and where in it. */
export interface StoreAddress {
	bucket: string;
	/** What all its keys begin with: empty, or ending with a slash. */
	prefix: string;
	/** Where the service is reached; null for Amazon's own. */
	endpoint: string | null;
	/** Null for what the tools of AWS are set to. */
	region: string | null;
}

type Place = Pick<StoreAddress, 'bucket' | 'prefix'>;

/** A bucket, and a prefix of names in it. */
const S3 = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/[\w.=-]*[\w=-])*)\/?$/;

/** Whether a setting means a store, well written or not, and no folder. */
export const isStore = (setting: string): boolean => setting.startsWith('s3:');

/** The bucket and prefix that a setting names; null where it names none. */
export function storeOf(setting: string): Place | null {
	const [, bucket, path = ''] = S3.exec(setting) ?? [];
	if (bucket === undefined) return null;
	return { bucket, prefix: path === '' ? '' : `${path.slice(1)}/` };
}

/** How a setting names a store. */
export const storeName = ({ bucket, prefix }: Place): string =>
	`s3://${bucket}/${prefix}`.replace(/\/$/, '');

/** Where the releases of a store are copied by default: each store has a folder of its own. */
export const copyFolder = ({ bucket, prefix }: Place): string =>
	join('data/releases/s3', bucket, ...prefix.split('/'));
