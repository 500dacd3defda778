/** An entry of an array that is in range by construction. */
export const at = (values: Float64Array, index: number): number => values[index] ?? NaN;
