import { NoReleaseError } from '#lib/server/dataset/releases/not-served.ts';
import { SettingsError } from '#lib/server/env.ts';

/** Exit codes that commands share: wrong usage, and no release or nowhere to write. */
export const USAGE = 2;
export const NOT_NOW = 4;

/** The exit code for what a command over releases throws, which is said. @throws what is no fault of its caller's */
export function exitOf(error: unknown): number {
	const isMissing = error instanceof NoReleaseError;
	const isUsage = error instanceof SettingsError || (error instanceof TypeError && 'code' in error);
	if (!isMissing && !isUsage) throw error;
	console.error(error.message);
	return isMissing ? NOT_NOW : USAGE;
}
