import { describe, expect, it, vi } from 'vitest';
import { page as screen, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import SiteSearch from '#lib/ui/search/SiteSearch.svelte';
import { goto } from './setup/kit-navigation.ts';
import { at } from './setup/kit-state.svelte.ts';
import { eventually } from './setup/eventually.ts';

const LOUDOUN = {
	kind: 'region',
	name: 'Loudoun County, Virginia',
	detail: 'County, 5 actions',
	path: '/regions/US-VA-51107',
	similar: true,
	status: 'Moratorium in force, end date unknown'
};
const HARBOR = {
	kind: 'poll',
	name: 'Harbor Poll, United States',
	detail: 'Poll, 2026-08',
	path: '/polls/harbor-2026-08',
	similar: false,
	status: null
};

/** The API, which answers every search alike, or not at all. */
const answering = (body: unknown, status = 200) =>
	vi
		.spyOn(globalThis, 'fetch')
		.mockImplementation(() => Promise.resolve(Response.json(body, { status })));

const field = () => screen.getByRole('combobox', { name: /Find a county/ });
const options = () => screen.getByRole('option').elements();
const wentTo = () => goto.mock.calls.map(([address]) => address);

describe('the search in the header', () => {
	it('is reached with the key /, unless somebody is writing', async () => {
		await render(SiteSearch);
		await userEvent.keyboard('/');
		await expect.element(field()).toHaveFocus();
		await userEvent.keyboard('and/or');
		await expect.element(field()).toHaveValue('and/or');
	});

	it('shows what it found in groups, with what is in force and what is spelt differently', async () => {
		answering({ data: [LOUDOUN, HARBOR], note: null });
		await render(SiteSearch);
		await field().fill('loudon');
		await eventually(() => expect(options()).toHaveLength(2));
		await expect.element(screen.getByRole('group', { name: 'Places' })).toBeVisible();
		await expect.element(screen.getByRole('group', { name: 'Polls' })).toBeVisible();
		expect(options()[0]?.textContent).toMatch(
			/similar spelling.*County, 5 actions.*Moratorium in force/s
		);
		await expect.element(screen.getByRole('status')).toHaveTextContent('2 results');
	});

	it('is walked with the arrow keys, and Enter opens the marked one in the same past', async () => {
		answering({ data: [LOUDOUN, HARBOR], note: null });
		at('/polls?region=US-TX&as_of=2026-09-01');
		await render(SiteSearch);
		await field().fill('a');
		await eventually(() => expect(options()).toHaveLength(2));
		await userEvent.keyboard('{ArrowDown}');
		const active = field().element().getAttribute('aria-activedescendant');
		expect(options()[1]?.id).toBe(active);
		await userEvent.keyboard('{Enter}');
		await eventually(() => expect(wentTo()).toEqual(['/polls/harbor-2026-08?as_of=2026-09-01']));
		await expect.element(field()).toHaveAttribute('aria-expanded', 'false');
	});

	it('opens no county by a code that may be a ZIP code, unless it is marked', async () => {
		const note = 'ZIP codes are not supported. 51107 is also a county code (FIPS).';
		answering({ data: [LOUDOUN], note });
		await render(SiteSearch);
		await field().fill('51107');
		await expect.element(screen.getByText(note, { exact: true })).toBeVisible();
		expect(field().element().getAttribute('aria-activedescendant')).toBeNull();
		await userEvent.keyboard('{Enter}');
		await eventually(() => expect(wentTo()).toEqual(['/search?q=51107']));
		goto.mockClear();
		await field().fill('51107');
		await eventually(() => expect(options()).toHaveLength(1));
		await userEvent.keyboard('{ArrowUp}{Enter}');
		await eventually(() => expect(wentTo()).toEqual(['/regions/US-VA-51107']));
	});

	it('closes with Escape, keeps the words, and forgets them with the second', async () => {
		answering({ data: [LOUDOUN], note: null });
		await render(SiteSearch);
		await field().fill('loud');
		await expect.element(field()).toHaveAttribute('aria-expanded', 'true');
		await userEvent.keyboard('{Escape}');
		await expect.element(field()).toHaveAttribute('aria-expanded', 'false');
		await expect.element(field()).toHaveValue('loud');
		await userEvent.keyboard('{Escape}');
		await expect.element(field()).toHaveValue('');
	});

	it('says what to do where nothing fits, for ZIP codes, and where the server does not answer', async () => {
		await render(SiteSearch);
		const fetched = answering({ data: [], note: null });
		await field().fill('zzz');
		await expect
			.element(screen.getByRole('option'))
			.toHaveTextContent('Try a county, city or state');
		fetched.mockRestore();
		answering({ data: [], note: 'ZIP codes are not supported.' }).mockName('zip');
		await field().fill('20147');
		await expect
			.element(screen.getByRole('option'))
			.toHaveTextContent('ZIP codes are not supported');
		vi.restoreAllMocks();
		answering({}, 500);
		await field().fill('loud');
		await expect.element(screen.getByRole('option')).toHaveTextContent('could not be reached');
		expect(wentTo()).toEqual([]);
	});
});
