import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { answered, QUESTIONS } from '../../server/mcp/asked.ts';

/** Pages that answers of assistants name, in the built product. */

const client = new Client({ name: 'test', version: '1' });
beforeAll(() => client.connect(new StreamableHTTPClientTransport(new URL('/mcp', inject('site')))));
afterAll(() => client.close());

const MORE: [string, Record<string, unknown>][] = [
	['what_changed', {}],
	['what_changed', { since: '2026-01-01', records: 'polls' }],
	['in_force', { place: 'US-WI/city/madison' }],
	['indicator', { q: 'price', from: '2024' }],
	['model_prices', { q: 'model' }],
	['estimate', { pool: 'nearby', known: 'then' }],
	['polls', { region: 'US-VA', stance: 'oppose' }],
	['actions', { region: 'US', direction: 'restrictive', from: '2025', q: 'pause' }]
];

test.each([...Object.entries(QUESTIONS), ...MORE])(
	'the page of %s with %o is there',
	async (name, input) => {
		const { page, caveat } = await answered(client, name, input);
		const response = await fetch(page);
		expect([response.status, page]).toEqual([200, page]);
		expect(response.headers.get('content-type')).toMatch(/^text\/html/);
		expect(caveat).not.toBe('');
	}
);
