const escaped = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('"', '&quot;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;');

/** What to paste into a page: as wide as its place there, loaded when it comes into sight. @param src whole address */
export const iframeSnippet = ({
	src,
	title,
	height
}: {
	src: string;
	title: string;
	height: number;
}): string =>
	`<iframe src="${escaped(src)}" title="${escaped(title)}" loading="lazy" width="100%" height="${height}" style="border:0"></iframe>`;
