import { addressIn } from '#lib/domain/filter/link/stated-address.ts';

/**
 * Puts the whole address into the address bar before the page comes to life: what is copied from there names all that
 * is shown, also when a default changes later.
 */
export function init(): void {
	const address = addressIn(document);
	if (address !== null) history.replaceState(history.state, '', address + location.hash);
}
