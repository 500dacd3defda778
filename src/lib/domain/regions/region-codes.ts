/**
 * The state or province a code lies in or is: its first two parts, whatever the country.
 * @example provinceOf('US-VA-51107') // 'US-VA'
 */
export const provinceOf = (region: string): string => region.split('-', 2).join('-');
