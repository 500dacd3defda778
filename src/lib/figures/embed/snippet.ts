/** The message by which an embed tells its height in pixels: `{ type: 'groundswell:height', height: 612 }`. */
export const HEIGHT_MESSAGE = 'groundswell:height';

const escaped = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('"', '&quot;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;');

/** Gives each frame of this site the height that it tells; other frames and other messages are left alone. */
const listener = (origin: string): string =>
	`<script>addEventListener("message",function(e){if(e.origin===${JSON.stringify(origin)}&&e.data&&e.data.type==="${HEIGHT_MESSAGE}")document.querySelectorAll("iframe").forEach(function(f){if(f.contentWindow===e.source)f.height=e.data.height})})</script>`;

/**
 * What to paste into a page: as wide as its place there, loaded when it comes into sight, and as high as what it shows.
 * Without its script, as where a site takes none, the frame keeps the height given, which is enough at any width from
 * 320 pixels.
 * @param src whole address
 * @param fixed whether the frame stays at the height given, come what may
 */
export const iframeSnippet = ({
	src,
	title,
	height,
	fixed = false
}: {
	src: string;
	title: string;
	height: number;
	fixed?: boolean;
}): string =>
	[
		`<iframe src="${escaped(src)}" title="${escaped(title)}" loading="lazy" width="100%" height="${height}" style="border:0"></iframe>`,
		...(fixed ? [] : [listener(new URL(src).origin)])
	].join('\n');
