import { afterEach, beforeEach, vi } from 'vitest';
import '../../../src/app.css';
import { goto } from './kit-navigation.ts';
import { at } from './kit-state.svelte.ts';

beforeEach(() => {
	at('/polls');
	goto.mockClear();
});
afterEach(() => {
	vi.restoreAllMocks();
});
