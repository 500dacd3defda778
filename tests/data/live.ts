import { cachedRelease } from '../setup/release.ts';

/** A releases folder with a release of the live `data/`: for the tests of this folder, and no others. */
export const liveReleases = (): string => cachedRelease('data');
