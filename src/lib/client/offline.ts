/** Whether this browser says that it has no network; never on the server. */
export const isOffline = (): boolean => typeof window !== 'undefined' && !window.navigator.onLine;

/** Why something did not come: these words, unless the reader has no network. */
export const unlessOffline = (words: string): string =>
	isOffline() ? 'You seem to be offline.' : words;
