import { FOUND_PAGES } from '#lib/domain/finder/found-pages.ts';
import { collections } from '#lib/domain/collections/index.ts';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { BASE } from '../api/api-address.ts';
import { MCP_PATH } from './paths.ts';
import { TOOLS } from './tools/index.ts';

/**
 * What is here, for language models (llmstxt.org): pages, lists and tools, as they are declared.
 * @param origin scheme and host of the addresses
 */
export function llmsText(origin: string): string {
	const lists = Object.values<Collection>(collections).map(
		({ name, title, description }) => `- [${title}](${origin}${BASE}/${name}): ${description}`
	);
	return `# Groundswell

> What people think of data centers and AI, what their towns decide about them, and what the machines cost in energy and money: polls, local votes and indicators on one time axis, every figure with its source.

With a figure, state its caveat, its tier and its source. No record here does not mean there is no opposition. An estimate comes from a model; a margin of error covers chance only.

## Questions by tool

The Model Context Protocol (Streamable HTTP, read-only) is answered at ${origin}${MCP_PATH}:

${TOOLS.map(({ name, description }) => `- ${name}: ${description}`).join('\n')}

## Pages

${FOUND_PAGES.map(({ path, title, about }) => `- [${title}](${origin}${path}): ${about}`).join('\n')}

## Lists

JSON, a page at a time; .csv, .json, .ndjson, .xlsx, .parquet or .zip behind the name gives the whole result. Filters are the same as in the address of a page; [every route](${origin}${BASE}/openapi.json).

${lists.join('\n')}
`;
}
