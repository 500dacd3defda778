import { describe, expect, it, vi } from 'vitest';
import { fitModel } from '#lib/domain/trend/model/model.ts';
import type { TrendReading } from '#lib/domain/trend/reading.ts';
import { canFit } from '#lib/domain/trend/rule.ts';

/** Fits are quick, but the machine may be shared. */
vi.setConfig({ testTimeout: 60_000 });

let count = 0;
const wave = (house: string, day: string, poll = `${house} ${day}`): TrendReading => ({
	id: `reading ${(count += 1)}`,
	poll,
	day,
	fieldDays: 1,
	percent: 50,
	n: 800,
	margin: null,
	house,
	population: 'adults',
	wording: 'one'
});

const REFUSED: [string, TrendReading[], string][] = [
	[
		'nothing',
		[],
		'it needs two pollsters with two polls each at overlapping times, and there is none.'
	],
	[
		'one house once',
		[wave('A', '2025-01-01')],
		'it needs two pollsters with two polls each at overlapping times, and there is one with one poll each.'
	],
	[
		'one house often',
		[wave('A', '2025-01-01'), wave('A', '2025-02-01'), wave('A', '2025-03-01')],
		'it needs a second pollster with two polls at overlapping times.'
	],
	[
		'a second house with a single wave',
		[wave('A', '2025-01-01'), wave('A', '2025-02-01'), wave('B', '2025-01-15')],
		'it needs a second pollster with two polls at overlapping times.'
	],
	[
		'two questions of one poll are no second wave',
		[
			wave('A', '2025-01-01'),
			wave('A', '2025-02-01'),
			wave('B', '2025-01-15', 'poll'),
			wave('B', '2025-01-15', 'poll')
		],
		'it needs a second pollster with two polls at overlapping times.'
	],
	[
		'two houses one after the other',
		[
			wave('A', '2025-01-01'),
			wave('A', '2025-02-01'),
			wave('B', '2025-03-01'),
			wave('B', '2025-04-01')
		],
		'it needs two pollsters whose polls overlap in time, and 2 never polled in the same period.'
	]
];

describe('when an all-polls estimate may be drawn', () => {
	it.each(REFUSED)('%s: refused with a sentence, by the model too', (_, readings, sentence) => {
		const refusal = { ok: false, sentence: `No estimate from all polls: ${sentence}` };
		expect(canFit(readings)).toEqual(refusal);
		expect(fitModel(readings)).toEqual(refusal);
	});

	it('two houses with two waves each in the same period will do', () => {
		const readings = [
			wave('A', '2025-01-01'),
			wave('B', '2025-01-15'),
			wave('A', '2025-02-01'),
			wave('B', '2025-02-15')
		];
		expect(canFit(readings)).toEqual({ ok: true });
		expect(fitModel(readings)).toMatchObject({ ok: true });
	});
});
