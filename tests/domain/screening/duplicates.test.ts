import { describe, expect, it } from 'vitest';
import { duplicateNotes } from '#lib/domain/screening/sites/duplicates.ts';
import { sitesOf } from '#lib/domain/screening/sites/site.ts';

const notes = (...rows: string[]) =>
	duplicateNotes(sitesOf(rows.map((row) => row.split(','))).sites);

describe('rows of a list that say the same', () => {
	it('are named by their numbers', () => {
		expect(
			notes(
				'name,county,state,MW',
				'A,Loudoun,VA,5',
				'B,Loudoun,VA,5',
				'a ,Loudoun,VA,5',
				'A,Loudoun,VA,6'
			)
		).toEqual(['Identical rows: 1 and 3 (A). Each row is screened and counted.']);
	});

	it('are told group by group', () => {
		expect(notes('name,fips', 'A,51107', 'B,51153', 'A,51107', 'B,51153', 'A,51107')).toEqual([
			'Identical rows: 1, 3 and 5 (A); 2 and 4 (B). Each row is screened and counted.'
		]);
	});

	it('are the same without a name and without a place', () => {
		expect(notes('name,fips', ',', 'x,51107', ',')[0]).toContain('1 and 3');
	});

	it('are told where only their coordinates are the same', () => {
		expect(notes('name,lat,lon', 'A,39.04,-77.48', 'B,39.04,-77.48', 'C,39.05,-77.48')).toEqual([
			'Rows with the same coordinates: 1 and 2.'
		]);
	});

	it('say nothing where each is another', () => {
		expect(notes('name,fips', 'A,51107', 'B,51107')).toEqual([]);
	});

	it('are cut short where there are many', () => {
		const [note = ''] = notes('name,fips', ...Array.from({ length: 100 }, () => 'A,51107'));
		expect(note).toContain('6 and 94 more');
		expect(note.length).toBeLessThan(120);
	});
});
