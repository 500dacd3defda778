import { describe, expect, it } from 'vitest';
import {
	errorInData,
	errorText,
	isThrottling
} from '#lib/server/ingest/upstreams/fetch/error-text.ts';

describe('what a bad answer says', () => {
	it.each<[string, string, string, string?]>([
		[
			'an error with a code',
			'{"error":{"code":"API_KEY_MISSING","message":"No api_key was supplied."}}',
			'API_KEY_MISSING, No api_key was supplied.'
		],
		[
			'an error as text, its code a number',
			'{"error":"Invalid frequency \'weekly\' provided.","code":400}',
			"Invalid frequency 'weekly' provided."
		],
		[
			'several errors',
			'{"errors":[{"detail":"no such series"},{"title":"and no such unit"}]}',
			'no such series, and no such unit'
		],
		[
			'a problem document',
			'{"type":"about:blank","title":"Not found","detail":"gone"}',
			'about:blank, gone, Not found'
		],
		[
			'an XML error',
			'<?xml version="1.0"?><error code="400" message="Bad Request." />',
			'Bad Request.'
		],
		[
			'the title of a page',
			'<html><head><title>SEC.gov | Request Rate Threshold Exceeded</title></head>',
			'SEC.gov | Request Rate Threshold Exceeded'
		],
		['plain text', '404: Not Found', '404: Not Found', 'text/plain; charset=utf-8'],
		['JSON that is cut off', '{"error":{"code":"X","message":"no key"},"requ', 'X, no key'],
		['a page without a title', '<html>', ''],
		['nothing', '', '']
	])('%s', (_, body, said, type = 'application/json') => {
		expect(errorText(Buffer.from(body), type)).toBe(said);
	});
});

describe('a refusal', () => {
	it.each([
		['OVER_RATE_LIMIT, You have exceeded your rate limit.', false, true],
		['SEC.gov | Request Rate Threshold Exceeded', false, true],
		['Your key is temporarily suspended', false, true],
		['API_KEY_INVALID, An invalid api_key was supplied.', false, false],
		['', true, true],
		['', false, false]
	])('"%s", asks to wait: %s, means not so fast: %s', (said, asksToWait, throttles) => {
		expect(isThrottling(said, asksToWait)).toBe(throttles);
	});
});

describe('a good answer that is a refusal', () => {
	it.each([
		['{"error":{"code":"OVER_RATE_LIMIT","message":"slow down"}}', 'OVER_RATE_LIMIT, slow down'],
		['{"error_code":400,"error_message":"Bad Request."}', 'Bad Request.'],
		['\uFEFF {"errors":["no such series"],"data":null}', 'no such series'],
		['{"error":null,"errors":[],"data":[1]}', ''],
		['{"response":{"data":[]}}', ''],
		['[{"error":"of a row"}]', ''],
		['error,errors\n1,2', ''],
		['{"error":"cut o', '']
	])('%s says "%s"', (body, said) => {
		expect(errorInData(Buffer.from(body))).toBe(said);
	});
});
