const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const STARTS_FORMULA = /^[=+\-@\t\r]/;
const LOOKS_GUARDED = /^'+[=+\-@\t\r]/;

/**
 * Puts a `'` before text a spreadsheet would run as a formula; numbers, also negative ones, stay.
 * Text that already looks guarded gets one more, so that unguardCell gives back the very same text.
 * OWASP, CSV Injection: `=`, `+`, `-`, `@`, tab and CR open a formula.
 */
export const guardCell = (cell: string): string =>
	LOOKS_GUARDED.test(cell) || (STARTS_FORMULA.test(cell) && !NUMBER.test(cell)) ? `'${cell}` : cell;

/** Takes off the `'` that guardCell put on; other text is returned as it is. */
export const unguardCell = (cell: string): string =>
	LOOKS_GUARDED.test(cell) ? cell.slice(1) : cell;
