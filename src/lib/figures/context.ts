const CONTEXT = ['dataset', 'as_of', 'on', 'release'];

/** Keys of an address that choose the data of every answer alike. */
export const contextOf = (url: URL): Record<string, string> =>
	Object.fromEntries(
		CONTEXT.flatMap((key) => {
			const value = url.searchParams.get(key);
			return value ? [[key, value]] : [];
		})
	);
