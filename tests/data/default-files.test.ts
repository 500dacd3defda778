import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Workshop } from '../server/ingest/harness.ts';

/** What an embedded folder without files of rules takes from `data/`. */

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
	for (const table of ['vote_rules', 'grid_areas', 'series_roles', 'short_names'])
		rmSync(join(workshop.embedded, `${table}.csv`));
});
afterEach(() => workshop.remove());

it('a folder without rules of votes counts them by those of the product', () => {
	const { status, problems } = workshop.build();
	expect(problems).toEqual([]);
	expect(status).toBe('published');
	expect(workshop.rows('SELECT DISTINCT decision, counts FROM vote_rules')).toContainEqual({
		decision: 'adopted',
		counts: 'yes'
	});
	expect(workshop.rows('SELECT decided_vote FROM action_facts')).toContainEqual({
		decided_vote: 'yes'
	});
});

it('rows that name what the folder does not have are passed over', () => {
	expect(workshop.build().status).toBe('published');
	expect(workshop.rows("SELECT 1 FROM vote_rules WHERE action_type = 'recall'")).toEqual([]);
	expect(workshop.rows('SELECT 1 FROM series_roles')).toEqual([]);
});

it('a rule of its own stands for all of them', () => {
	workshop.write(
		'vote_rules.csv',
		'vote_rule,decision,action_type,body_kind,binding,counts,reason\nnone,adopted,,,,no,Made up\n'
	);
	expect(workshop.build().status).toBe('published');
	expect(workshop.rows('SELECT DISTINCT decided_vote FROM action_facts')).toEqual([
		{ decided_vote: 'no' }
	]);
});

it('a broken row is named with its line', () => {
	workshop.write(
		'vote_rules.csv',
		'vote_rule,decision,action_type,body_kind,binding,counts,reason\nnone,adoptd,,,,yes,Made up\n'
	);
	expect(workshop.build().problems).toMatchObject([
		{ file: 'groundswell/vote_rules.csv', line: 2, column: 'decision', value: 'adoptd' }
	]);
});
