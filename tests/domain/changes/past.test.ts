import { describe, expect, test } from 'vitest';
import { pastOf } from '#lib/domain/changes/past.ts';

const OLD = { id: 'aaaaaaaaaaaa', published_at: '2026-11-20T08:00:00Z', current: false };
const NEW = { id: 'bbbbbbbbbbbb', published_at: '2026-11-24T08:00:00Z', current: true };
const TODAY = '2026-11-25';
const past = (release: string, on: string) => pastOf({ release, on }, [OLD, NEW], TODAY);

describe('a page', () => {
	test('of the current release and today has nothing to say, pinned or not', () => {
		expect(past(NEW.id, TODAY)).toBeNull();
	});

	test('of another release names it, its day, and what its ages are counted from', () => {
		expect(past(OLD.id, TODAY)).toEqual({
			release: OLD.id,
			replaced: true,
			sentence:
				'This is version aaaaaaaaaaaa, published Nov 20, 2026. Newer data has been added since. Status and ages are as of today.'
		});
		expect(past(OLD.id, '2026-11-20')?.sentence).toContain('as of Nov 20, 2026');
	});

	test('of an earlier day in the current release says that the data is the newest', () => {
		expect(past(NEW.id, '2026-11-01')).toMatchObject({
			replaced: false,
			sentence: 'This is the current version, bbbbbbbbbbbb. Status and ages are as of Nov 1, 2026.'
		});
	});
});
