/**
 * Bench of the map in a real browser: what its first view weighs, and how long a step of zooming or panning takes
 * beside the same paths on a bare page, without data, links and listeners.
 * Standalone: npm run bench -- map
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ensureBrowser } from '../parts/browser.ts';
import { median, type Measure } from './measure.ts';

const MOST_KB = 150;
const MOST_TIMES = 2;
const ROUNDS = 3;
/** The states, and the state with most counties with its places. */
const VIEWS = [
	{ name: 'states', path: '/map' },
	{ name: 'counties of Texas, with places', path: '/map?measure=actions&region=US-TX' }
];

/** Without these a frame waits for the screen, and every step takes as long as the screen does. */
const FLAGS = [
	'--disable-gpu',
	'--disable-frame-rate-limit',
	'--disable-gpu-vsync',
	'--no-sandbox'
];

/** The measures of this bench, one by one. @throws Error where what is measured fails */
export async function* run(): AsyncGenerator<Measure> {
	const product = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
		env: { ...process.env, PORT: '0', HOST: '127.0.0.1' },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const browser = await chromium.launch({
		executablePath: ensureBrowser(console.log),
		args: FLAGS
	});
	try {
		const site = await addressOf(product);
		yield await weight(browser, `${site}/map`);
		for (const { name, path } of VIEWS) yield* await steps(browser, name, `${site}${path}`);
	} finally {
		await browser.close();
		product.kill('SIGTERM');
		if (product.exitCode === null) await once(product, 'exit');
	}
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
	if (stdout === null) throw new Error('the product was started without an output to read');
	for await (const line of createInterface({ input: stdout })) {
		const address = /^Groundswell is at (http:\S+)$/.exec(line)?.[1];
		if (address === undefined) continue;
		stdout.resume();
		return address;
	}
	throw new Error('the product ended before it listened');
}

/** What a browser fetches for the first view as sent, headers and typefaces included. */
async function weight(browser: Browser, address: string): Promise<Measure> {
	const context = await browser.newContext();
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	let bytes = 0;
	session.on('Network.loadingFinished', ({ encodedDataLength }) => {
		bytes += encodedDataLength;
	});
	await page.goto(address, { waitUntil: 'networkidle' });
	await context.close();
	return {
		name: 'first view as sent, typefaces included',
		measured: bytes / 1000,
		reference: null,
		unit: 'kB',
		limit: MOST_KB,
		holds: 'at most'
	};
}

async function steps(browser: Browser, name: string, address: string): Promise<Measure[]> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	// What runs in a page is compiled here, with a helper of the compiler that names functions.
	await context.addInitScript('globalThis.__name = (named) => named');
	const ours = await context.newPage();
	await ours.goto(address, { waitUntil: 'networkidle' });
	await ours.getByRole('button', { name: 'Whole map' }).click();
	await ours.waitForFunction(() =>
		document.querySelector('main svg[role="group"] > g')?.hasAttribute('transform')
	);
	const plain = await context.newPage();
	await plain.goto('about:blank');
	await copyPaths(ours, plain);
	const kinds = ['zoom', 'pan'] as const;
	const times = { zoom: { ours: [], plain: [] }, pan: { ours: [], plain: [] } } as Record<
		(typeof kinds)[number],
		Record<'ours' | 'plain', number[]>
	>;
	for (let round = 0; round < ROUNDS; round++)
		for (const kind of kinds) {
			await ours.bringToFront();
			const { taken, transforms } = await ours.evaluate(moveOurs, kind);
			await plain.bringToFront();
			times[kind].plain.push(...(await plain.evaluate(movePlain, transforms)));
			times[kind].ours.push(...taken);
		}
	await context.close();
	return kinds.map((kind) => ({
		name: `${kind}, ${name}: median step`,
		measured: median(times[kind].ours),
		reference: median(times[kind].plain),
		unit: 'ms',
		limit: MOST_TIMES,
		holds: 'at most'
	}));
}

/** The same paths at the same size, and nothing else. */
async function copyPaths(from: Page, to: Page): Promise<void> {
	const copied = await from.evaluate(() => {
		const svg = document.querySelector('main svg[role="group"]');
		if (!svg) throw new Error('the page has no map');
		return {
			viewBox: svg.getAttribute('viewBox') ?? '',
			width: svg.getBoundingClientRect().width,
			paths: [...svg.querySelectorAll('path')].map((path) => ({
				d: path.getAttribute('d') ?? '',
				transform: path.parentElement?.getAttribute('transform') ?? ''
			}))
		};
	});
	const paths = copied.paths.map(({ d, transform }) => `<path d="${d}" transform="${transform}"/>`);
	await to.setContent(`<svg viewBox="${copied.viewBox}" width="${copied.width}">
		<g fill="#df8e5f" stroke="#fff" stroke-width="0.8">${paths.join('')}</g></svg>`);
}

/** Moves our map as a reader does; runs in the page. */
async function moveOurs(kind: 'zoom' | 'pan'): Promise<{ taken: number[]; transforms: string[] }> {
	const svg = document.querySelector<SVGSVGElement>('main svg[role="group"]');
	const layer = svg?.querySelector('g');
	if (!svg || !layer) throw new Error('the page has no map');
	const { left, top, width, height } = svg.getBoundingClientRect();
	const [x, y] = [left + width / 2, top + height / 2];
	const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
	const mouse = (type: string, target: EventTarget, far: number) =>
		target.dispatchEvent(
			new MouseEvent(type, {
				view: window,
				bubbles: true,
				cancelable: true,
				clientX: x + far,
				clientY: y + far / 2
			})
		);
	const wheel = (deltaY: number) =>
		svg.dispatchEvent(
			new WheelEvent('wheel', {
				bubbles: true,
				cancelable: true,
				ctrlKey: true,
				deltaY,
				clientX: x,
				clientY: y
			})
		);
	const taken: number[] = [];
	const transforms: string[] = [];
	if (kind === 'pan') {
		for (let step = 0; step < 10; step++) wheel(-20);
		mouse('mousedown', svg, 0);
	}
	for (let step = 1; step <= 60; step++) {
		const began = performance.now();
		if (kind === 'zoom') wheel(step <= 30 ? -8 : 8);
		else mouse('mousemove', window, 60 * Math.sin(step / 6));
		await frame();
		await frame();
		taken.push(performance.now() - began);
		transforms.push(layer.getAttribute('transform') ?? '');
	}
	if (kind === 'pan') {
		mouse('mouseup', window, 0);
		for (let step = 0; step < 20; step++) wheel(40);
	}
	await new Promise((rested) => setTimeout(rested, 300));
	return { taken, transforms };
}

/** Moves the bare paths the same way; runs in the page. */
async function movePlain(transforms: string[]): Promise<number[]> {
	const layer = document.querySelector('g');
	if (!layer) throw new Error('the page has no paths');
	const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
	const taken: number[] = [];
	for (const transform of transforms) {
		const began = performance.now();
		layer.setAttribute('transform', transform);
		await frame();
		await frame();
		taken.push(performance.now() - began);
	}
	return taken;
}
