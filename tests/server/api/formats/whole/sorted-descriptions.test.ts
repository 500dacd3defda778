import { expect, test } from 'vitest';
import { collections } from '#lib/domain/collections/index.ts';
import { apiOver } from '../../setup/support.ts';

const api = apiOver({ limits: { costlyBurst: 100_000, readBurst: 100_000 } });

test.each(Object.values(collections))(
	'$name is described in whatever order it is asked for',
	async ({ name, sort }) => {
		const statuses = await Promise.all(
			sort.map(async (column) => {
				const by = column.replace(/^-/, '');
				const answer = await api.get(`/api/v1/${name}.metadata.json?sort=${by}`);
				return [by, answer.status];
			})
		);
		expect(statuses.filter(([, status]) => status !== 200)).toEqual([]);
	}
);
