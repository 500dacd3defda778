/** An angle as somebody wrote it, with the axis its letter names. */
interface Angle {
	degrees: number;
	axis: 'latitude' | 'longitude' | null;
}

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)$/;
/** `39°02'37.3"`, `39 02 37`, `39:02.5`: degrees, minutes, and perhaps seconds. */
const SEXAGESIMAL =
	/^([+-]?)(\d{1,3})\s*[°º:\s]\s*(\d{1,2}(?:\.\d+)?)\s*['’′:\s]?\s*(?:(\d{1,2}(?:\.\d+)?)\s*["”″']{0,2})?$/;

/** Longest text that can be an angle or two; patterns are tried on nothing longer. */
const LONGEST = 60;

/** Whether a text is a decimal number with a point. */
export const isDecimal = (text: string): boolean => PLAIN.test(text);

/**
 * Reads an angle: decimal degrees with a point, or with a comma where nothing else can be meant; degrees, minutes and
 * seconds; N, S, E or W before or after it.
 * @example angleOf('77°29\'15"W') // { degrees: -77.4875, axis: 'longitude' }
 */
export function angleOf(text: string): Angle | null {
	if (text.length > LONGEST) return null;
	const plain = text
		.trim()
		.replace(/[−–]/g, '-')
		.replace(/^([+-]?\d{1,3}),(\d+)(\D*)$/, '$1.$2$3');
	const [, before = '', size = '', after = ''] =
		/^([NSEW]?)\s*(.*?)\s*([NSEW]?)$/i.exec(plain) ?? [];
	const side = (before || after).toUpperCase();
	const value = sizeOf(size);
	if (value === null || (before !== '' && after !== '')) return null;
	return {
		degrees: side === 'S' || side === 'W' ? -Math.abs(value) : value,
		axis: side === '' ? null : side === 'N' || side === 'S' ? 'latitude' : 'longitude'
	};
}

function sizeOf(text: string): number | null {
	const decimal = text.replace(/\s*[°º]$/, '');
	if (PLAIN.test(decimal)) return Number(decimal);
	const [, sign, degrees, minutes = '', seconds = '0'] = SEXAGESIMAL.exec(text) ?? [];
	if (degrees === undefined || Number(minutes) >= 60 || Number(seconds) >= 60) return null;
	const exact = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
	// Seconds are known to a tenth at best: a millionth of a degree, a tenth of a metre, keeps what they say.
	const size = Number(exact.toFixed(6));
	return sign === '-' ? -size : size;
}

/** Two angles in one cell: `39.04, -77.48`, `39.04 -77.48`, `39°02'N 77°29'W`, `POINT(-77.48 39.04)`. */
export function pairOf(text: string): [latitude: string, longitude: string] | null {
	if (text.length > LONGEST) return null;
	const point = /^POINT\s*\(\s*(\S+)\s+(\S+)\s*\)$/i.exec(text.trim());
	if (point?.[1] !== undefined && point[2] !== undefined) return [point[2], point[1]];
	const inner = text.trim().replace(/^[([]|[)\]]$/g, '');
	const lettered = /^(.*[NS])\s*[,;/]?\s*(.*[EW])$/i.exec(inner);
	const parts = lettered ? lettered.slice(1) : inner.split(/\s*[,;/]\s+|\s*[;/]\s*/);
	const split = parts.length === 2 ? parts : inner.split(/[,\s]+/);
	const [latitude, longitude, ...more] = split;
	const isPair = more.length === 0 && split.every((part) => /\d/.test(part));
	return isPair && latitude !== undefined && longitude !== undefined ? [latitude, longitude] : null;
}
