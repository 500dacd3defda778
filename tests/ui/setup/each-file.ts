import { afterEach, beforeEach, vi } from 'vitest';
import '../../../src/colors.css';
import '../../../src/app.css';
import '../../../src/looks.css';
import '../../../src/screens.css';
import { goto } from './kit-navigation.ts';
import { at } from './kit-state.svelte.ts';

beforeEach(() => {
	at('/polls');
	goto.mockClear();
});
afterEach(() => {
	vi.restoreAllMocks();
});
