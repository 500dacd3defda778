/** What `page` of `$app/state` holds, as far as components read it. */
export interface Page {
	url: URL;
	data: Record<string, unknown>;
}

/** A page of an invented site. @param path path and query */
export const pageAt = (path: string, data: Record<string, unknown> = {}): Page => ({
	url: new URL(path, 'http://groundswell.test'),
	data
});
