import { canonical } from '../filter/link/canonical.ts';
import { COST_CATEGORIES } from './indicators.ts';

/** The page of an indicator: energy, or what AI costs, by the category of its series. */
export function indicatorPath(
	category: string | null,
	query: { series: string; region?: string; dataset?: string }
): string {
	const page = COST_CATEGORIES.some((one) => one === category) ? '/costs/indicators' : '/energy';
	return `${page}?${canonical(new URLSearchParams(query))}`;
}

/** The page of the prices of a model, at one host and from one day on where they are known. */
export function pricePath(model: string, { host = '', from = '' } = {}): string {
	const query = { model, host, from, measure: 'blended' };
	return `/costs?${canonical(new URLSearchParams(query))}`;
}
