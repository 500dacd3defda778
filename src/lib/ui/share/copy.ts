/**
 * Puts text on the clipboard. Over a connection that is not secure a browser has none to give; then the text is
 * selected, to be copied by hand.
 * @returns whether it is on the clipboard
 */
export async function copyText(text: string, field: HTMLTextAreaElement): Promise<boolean> {
	field.select();
	// Browsers leave it out where the page is not served securely, whatever its type says.
	const clipboard = navigator.clipboard as Clipboard | undefined;
	if (clipboard === undefined) return false;
	try {
		await clipboard.writeText(text);
		return true;
	} catch {
		return false;
	}
}
