import { expect, it } from 'vitest';
import { STATES } from '#lib/map/shapes/states.server.ts';
import { isWay, nextRegion } from '#lib/map/drawing/walk.ts';

const boxes = STATES.map(({ box }) => box);
const from = (region: string, key: string) => {
	const start = STATES.findIndex((state) => state.region === region);
	return isWay(key) ? STATES[nextRegion(boxes, start, key)]?.region : undefined;
};

it.each([
	['US-KS', 'ArrowUp', 'US-NE'],
	['US-KS', 'ArrowDown', 'US-OK'],
	['US-KS', 'ArrowRight', 'US-MO'],
	['US-KS', 'ArrowLeft', 'US-CO']
])('from %s %s leads to %s', (region, key, to) => {
	expect(from(region, key)).toBe(to);
});

it('stays where nothing lies that way', () => {
	expect(from('US-ME', 'ArrowRight')).toBe('US-ME');
});

it('reaches every state with arrow keys alone', () => {
	const reached = new Set(['US-KS']);
	for (const region of reached)
		for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'])
			reached.add(from(region, key) ?? region);
	expect(STATES.filter(({ region }) => !reached.has(region))).toEqual([]);
});
