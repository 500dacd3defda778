import { describe, expect, it } from 'vitest';
import { viewOf } from '#lib/client/view.ts';
import {
	comparePrice,
	compareOpposition,
	compareRestrictive
} from '#lib/figures/regions/compare.ts';
import type { ChartFigure } from '#lib/figures/figure.ts';
import { GLANCE } from '#lib/ui/compare/glance.ts';
import { apiOver } from '../setup/support.ts';

const { fetch } = apiOver();

const compared = async (query: string) => {
	const url = new URL(`http://page.invalid/compare?${query}`);
	return { data: await viewOf(fetch, url, 'compare'), url };
};

const opposition = GLANCE.find(({ key }) => key === 'opposition');

describe('opposition in a comparison', () => {
	it('leads with the estimate, its day and pollsters, where there is one', async () => {
		const { data } = await compared('region=US~US-VA');
		const nation = data.columns.find(({ profile }) => profile.region === 'US');
		const told = nation && opposition?.cell(nation.profile, nation);
		expect(told?.amount).toBe(nation?.pooled?.finding.estimate);
		expect(told?.note).toMatch(
			/^our estimate for \w+ \d+, \d{4} from \d+ polls by \d+ pollsters; 95% interval: .*\. Newest poll: /
		);
		expect(told?.href).toContain(`pool=${nation?.pooled?.pool ?? ''}`);
	});

	it('names the newest poll where there is no estimate', async () => {
		const { data } = await compared('region=US-TX~US-VA');
		const alone = data.columns.find(({ pooled }) => pooled === null);
		expect(alone && opposition?.cell(alone.profile, alone).note).not.toContain('estimate');
	});
});

/** The color of each line and mark, by the code of its region. */
const colorsIn = (figure: ChartFigure | null): Map<string, string> =>
	new Map(
		(figure?.drawing.spec.layers ?? []).flatMap((layer) => {
			const code = layer.id.split(' ').at(-1);
			return 'color' in layer && code !== undefined ? [[code, layer.color]] : [];
		})
	);

describe('a place in the charts of a comparison', () => {
	it.each([
		'region=US-TX~US-VA~US',
		'region=US-VA-51107~US&order=US-VA-51107~US',
		'region=US-OH~US'
	])('has one color in all of them: %s', async (query) => {
		const { data, url } = await compared(query);
		const all = [comparePrice, compareOpposition, compareRestrictive].map((draw) =>
			colorsIn(draw(data, url))
		);
		const first = all.at(-1);
		for (const colors of all)
			for (const [code, color] of colors)
				if (first?.has(code)) expect(color, code).toBe(first.get(code));
		expect(all[0]?.get('US')).toBe(first?.get('US'));
	});
});
