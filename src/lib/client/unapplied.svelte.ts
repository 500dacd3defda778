import type { BeforeNavigate } from '@sveltejs/kit';
import { goto, preloadData } from '$app/navigation';
import { page } from '$app/state';
import { isOffline } from './offline.ts';

/** A view that was asked for without a network, and whether filters are in sight to say so beside them. */
interface Unapplied {
	address: string;
	isBesideFilters: boolean;
}

let asked = $state.raw<Unapplied | null>(null);
/** What is known to be at hand: the way there is not looked at again. */
let atHand: string | null = null;

/** The view that could not be fetched, while the page shows the one before. */
export const unapplied = (): Unapplied | null => asked;

/**
 * Keeps a page as it is where another view of it is asked for without a network, unless this browser still has that
 * view. Another page has an error page of its own, which says the same.
 */
export function keepOffline(navigation: BeforeNavigate): void {
	const { from, to, willUnload, cancel } = navigation;
	asked = null;
	if (!isOffline() || willUnload || from === null || to === null) return;
	if (to.url.pathname !== from.url.pathname || to.url.search === from.url.search) return;
	const address = to.url.href;
	if (address === atHand) {
		atHand = null;
		return;
	}
	cancel();
	void goIfAtHand(address, navigation);
}

async function goIfAtHand(address: string, navigation: BeforeNavigate): Promise<void> {
	const found = await preloadData(address).catch(() => null);
	// What could not be fetched comes back as what the page has already.
	if (found?.type === 'loaded' && found.data !== page.data) {
		atHand = address;
		if (navigation.type === 'popstate') history.go(navigation.delta);
		else await goto(address, { noScroll: true, keepFocus: true });
		return;
	}
	const forms = [...document.querySelectorAll('form[aria-label="Filters"]')];
	const isBesideFilters = forms.some((form) => form.getClientRects().length > 0);
	asked = { address, isBesideFilters };
}
