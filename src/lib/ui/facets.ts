export { chosen } from '#lib/domain/filter/address.ts';
export { addressOf, type Facet } from '#lib/domain/filter/facets.ts';
