/** Stands in for `$app/environment` in tests of components. */
export const dev = false;
export const version = 'test';
