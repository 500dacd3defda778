import { expect, it } from 'vitest';
import { apiOver } from '../setup/support.ts';

interface Overview {
	data: { headline: { last: { poll_id: string }; newer: { poll_id: string } | null } };
}
const { json } = apiOver();
const headline = async (on: string) =>
	((await json(`/api/v1/overview?on=${on}`)) as Overview).data.headline;

it('a newer poll of another question stands beside the headline', async () => {
	const { last, newer } = await headline('2026-07-01');
	expect(last.poll_id).toBe('harbor-2026-05');
	expect(newer?.poll_id).toBe('lakeside-2026-06');
});

it('nothing stands beside a headline that has the newest poll, nor a poll of a later day', async () => {
	expect((await headline('2026-11-25')).newer).toBeNull();
	expect((await headline('2026-05-31')).newer).toBeNull();
});
