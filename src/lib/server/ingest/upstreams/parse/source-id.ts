/** The id of the source row of an upstream. */
export const sourceId = (name: string) => `upstream-${name}`;
