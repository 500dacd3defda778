export { apiAddress, keepRegion, withParams } from '#lib/domain/filter/address.ts';
