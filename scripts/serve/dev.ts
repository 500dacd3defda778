/** Serves pages and API from the sources, changed ones at once: `npm run dev`. */
import { createServer } from 'vite';
import { readSettings, SettingsError } from '#lib/server/env.ts';
import { checkedOut } from '#lib/server/ingest/publish/build-commit.ts';
import { bringUp } from '#lib/server/store/objects/open.ts';
import { ensureRelease } from './release.ts';

process.exitCode = await main();

async function main(): Promise<number> {
	try {
		const settings = readSettings(process.env);
		const { host, port, overlays, releases, keep, store } = settings;
		const say = (line: string) => console.log(line);
		await bringUp(settings, say);
		if (store === null)
			ensureRelease({
				embedded: 'data',
				overlays,
				releases,
				keep,
				checkedOut: () => checkedOut('.'),
				say
			});
		const server = await createServer({ server: { host, port, strictPort: true } });
		await server.listen();
		server.printUrls();
		server.bindCLIShortcuts({ print: true });
		return 0;
	} catch (error) {
		console.error(error instanceof Error ? error.message : String(error));
		return error instanceof SettingsError ? 2 : 1;
	}
}
