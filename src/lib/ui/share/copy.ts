/**
 * Puts text on the clipboard; where the page is not served over a secure connection, by way of the selection.
 * @returns whether it worked
 */
export async function copyText(text: string, field: HTMLTextAreaElement): Promise<boolean> {
	if (navigator.clipboard) {
		try {
			await navigator.clipboard.writeText(text);
			return true;
		} catch {
			// The reader's browser forbids it: the selection may still work.
		}
	}
	field.select();
	return document.execCommand('copy');
}
