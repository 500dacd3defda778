import { COMPONENTS, WEIGHT_PREFIX } from '#lib/domain/screening/components.ts';

/** Rows of a result on a page. */
export const ROWS = 100;

/** Keys of the address: weights, order, position, and which data answers. */
const KEYS = [...COMPONENTS.map((one) => WEIGHT_PREFIX + one), 'sort', 'first'];
const KEPT = ['on', 'as_of', 'release'];

/** The query a form asks for, in canonical order: what it holds, with the day and release of the address. */
export function addressOfForm(form: FormData, url: URL): string {
	const params = new URLSearchParams();
	for (const key of KEPT) {
		const value = url.searchParams.get(key);
		if (value !== null) params.set(key, value);
	}
	for (const key of KEYS) {
		// Of a field and a button of one name, the button comes last.
		const value = form.getAll(key).at(-1);
		if (typeof value === 'string' && value !== '' && value !== '0' && !isDefault(key, value))
			params.set(key, value);
	}
	params.sort();
	return params.toString();
}

const isDefault = (key: string, value: string) =>
	(key === 'sort' && value === 'row') || (key === 'first' && value === '1');
