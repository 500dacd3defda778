import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatProblem } from '#lib/server/ingest/problems.ts';
import { apiOver } from '../../api/setup/support.ts';
import { csv, Workshop } from '../harness.ts';

const WITHDRAWN = 'record_table,record_id,withdrawn,reason,replaced_by';

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
});
afterEach(() => workshop.remove());

const ids = () =>
	(
		workshop.rows('SELECT action_id FROM actions ORDER BY action_id') as { action_id: string }[]
	).map(({ action_id }) => action_id);

/** Publishes, takes one action out with what cites it, and lists it as withdrawn. */
function withdraw(replacedBy: string | null): {
	gone: string;
	result: ReturnType<Workshop['build']>;
} {
	expect(workshop.build().status).toBe('published');
	const [gone = '', instead = ''] = ids();
	for (const file of ['actions.csv', 'citations.csv']) {
		const path = join(workshop.embedded, file);
		const kept = readFileSync(path, 'utf8')
			.split('\n')
			.filter((line) => !line.startsWith(`${gone},`) && !line.startsWith(`action,${gone},`));
		writeFileSync(path, kept.join('\n').replaceAll(`,${gone},`, ',,'));
	}
	workshop.write(
		'withdrawn.csv',
		csv(WITHDRAWN, `actions,${gone},2026-11-20,Wrong state,${replacedBy ?? instead}`)
	);
	return { gone, result: workshop.build() };
}

describe('a record that was withdrawn', () => {
	it('is no loss to the guard, and is gone from the release', () => {
		const { gone, result } = withdraw(null);
		expect({ status: result.status, lost: result.lost }).toEqual({ status: 'published', lost: [] });
		expect(ids()).not.toContain(gone);
	});

	it('answers 410 at its address, with the reason and what stands instead', async () => {
		const { gone } = withdraw(null);
		const [instead] = ids();
		const { problem, get } = apiOver({ releases: workshop.releases });
		expect(await problem(`/api/v1/actions/${gone}`)).toMatchObject({
			status: 410,
			detail: `action "${gone}" was withdrawn on 2026-11-20. Wrong state. It is replaced by /actions/${instead}`
		});
		expect((await get('/api/v1/actions/never-was')).status).toBe(404);
	});

	it('is named where it is still there', () => {
		workshop.build();
		const [first = ''] = ids();
		workshop.write('withdrawn.csv', csv(WITHDRAWN, `actions,${first},2026-11-20,Wrong state,`));
		expect(workshop.build().problems.map(formatProblem)).toEqual([
			`groundswell/withdrawn.csv:2: record_id "${first}": is still in actions; remove it there, or remove this line`
		]);
	});

	it('names a replacement that is not there', () => {
		const { result } = withdraw('nothing-of-this-id');
		expect(result.problems.map(formatProblem)).toEqual([
			'groundswell/withdrawn.csv:2: replaced_by "nothing-of-this-id": no row of actions has this id; give the id of the record that replaces it, or leave the cell empty'
		]);
	});
});
