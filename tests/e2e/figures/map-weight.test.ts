import { expect, it } from 'vitest';
import { settled } from '../setup/settled.ts';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

/** Bytes that the first view of the map may take as sent, headers and typefaces included. */
const MOST = 150_000;

it('the first view of the map takes at most 150 kB as sent, typefaces and all', () =>
	visit('/api/v1/health', {}, async (page) => {
		const session = await page.context().newCDPSession(page);
		await session.send('Network.enable');
		const sizes = new Map<string, number>();
		const addresses = new Map<string, string>();
		session.on('Network.responseReceived', ({ requestId, response }) => {
			addresses.set(requestId, new URL(response.url).pathname);
		});
		session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
			const address = addresses.get(requestId) ?? '';
			sizes.set(address, (sizes.get(address) ?? 0) + encodedDataLength);
		});
		await page.goto('/map');
		await settled(page);
		await page.getByRole('button', { name: 'Zoom in' }).waitFor();
		const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
		const largest = [...sizes].toSorted(([, a], [, b]) => b - a).slice(0, 8);
		expect(sizes.size).toBeGreaterThan(8);
		expect([...sizes.keys()].filter((path) => path.endsWith('.woff2'))).toHaveLength(2);
		expect(total, `largest: ${JSON.stringify(largest)}`).toBeLessThanOrEqual(MOST);
	}));
