import { HEIGHT_MESSAGE } from '#lib/figures/embed/snippet.ts';

/**
 * Tells the page in which an embed stands how high its content is, now and whenever that changes. A page that does
 * not listen loses nothing: the frame then keeps the height it was given.
 * @returns what ends it
 */
export function tellHeight(frame: Window): (() => void) | undefined {
	if (frame.parent === frame) return undefined;
	const content = frame.document.documentElement;
	const observer = new ResizeObserver(() => {
		const height = Math.ceil(content.getBoundingClientRect().height);
		// Whoever frames the embed may know its height: it is public, and so is what it shows.
		frame.parent.postMessage({ type: HEIGHT_MESSAGE, height }, '*');
	});
	observer.observe(content);
	return () => observer.disconnect();
}
