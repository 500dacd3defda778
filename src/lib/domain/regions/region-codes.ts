/**
 * The state or province a code lies in or is: its first two parts, whatever the country.
 * @example provinceOf('US-VA-51107') // 'US-VA'
 */
export const provinceOf = (region: string): string => region.split('-', 2).join('-');

/** The state a code lies in or is; null where it is no code of a state or county. */
export const stateOf = (region: string): string | null =>
	/^US-[A-Z]{2}(?=-\d{5}$|$)/.exec(region)?.[0] ?? null;

/** How the codes of the areas begin in which the Bureau of Labor Statistics surveys prices. */
export const SURVEY_AREA = 'BLS-';

/** Whether a code is of the United States or of a part of it: a state, a county or an area of a survey. */
export const isAmerican = (region: string): boolean =>
	region === 'US' || region.startsWith('US-') || region.startsWith(SURVEY_AREA);
