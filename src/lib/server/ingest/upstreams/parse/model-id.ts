/**
 * Our name of a model, from a vendor's: lower case, letters and digits joined by single hyphens.
 * @example modelId('GPT-4.1-mini') // 'gpt-4-1-mini'
 */
export const modelId = (vendor: string): string =>
	vendor
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '');
