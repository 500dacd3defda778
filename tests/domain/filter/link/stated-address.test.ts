import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import { withAddress } from '#lib/domain/filter/link/stated-address.ts';

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });

it('states any address in the head, and adds nothing else to the page', () => {
	fc.assert(
		fc.property(fc.webQueryParameters(), fc.constantFrom('"', '<', '&', "'", ''), (query, mark) => {
			const address = `/polls?${query}${mark}`;
			const html = withAddress('<html><head><meta name="a" content="b"/></head></html>', address);
			const { meta } = (parser.parse(html) as { html: { head: { meta: object[] } } }).html.head;
			expect(meta).toEqual([
				{ name: 'a', content: 'b' },
				{ name: 'groundswell-address', content: address }
			]);
		})
	);
});
