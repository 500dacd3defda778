import { z } from 'zod';
import { RECORD_KINDS, TIERS } from '../closed.ts';
import { date, id, oneOf, optional, ref, text, url, yesNo } from '../schema/column.ts';
import { defineTable } from '../schema/table.ts';
import { dataset, interval, STAMPS, stamps } from './derived.ts';

export const sources = defineTable({
	name: 'sources',
	title: 'Sources',
	description: 'Documents that state figures, with publisher, tier and license.',
	file: 'sources',
	key: ['source_id'],
	ids: 'dataset',
	dated: 'published',
	stated: STAMPS,
	row: z.object({
		source_id: id('Identifier of the source'),
		title: text('Title of the document'),
		publisher: text('Who published it', { indexed: true }),
		url: optional(url('Its address; empty where none is known')),
		published: optional(date('When it was published', 'published')),
		tier: oneOf(
			TIERS,
			'primary: original source (pollster, agency, official record); reported: news report; aggregator: tracker or digest only, not verified; own: the user’s own data',
			{ indexed: true }
		),
		licence: optional(text('License as stated; empty: no license stated')),
		attribution: optional(text('Credit line the license asks for')),
		seen_url: optional(url('The copy that was read, where it is not the address itself')),
		redistribute: optional(
			yesNo('no where its terms forbid passing its values on: shown, and left out of exports')
		)
	}),
	derived: z.object({ ...dataset, ...stamps, ...interval })
});

export const citations = defineTable({
	name: 'citations',
	title: 'Citations',
	description: 'Further sources that state the same figure as a record.',
	file: 'citations',
	key: ['record_kind', 'record_id', 'source_id'],
	ids: 'dataset',
	row: z.object({
		record_kind: oneOf(RECORD_KINDS, 'Kind of record'),
		record_id: text(
			'Its id; series_id|region|period|vintage for an observation, model|host|valid_from for a model price',
			{ indexed: true }
		),
		source_id: ref('sources', 'source_id', 'The further source')
	}),
	derived: z.object({ ...dataset })
});

export const vocabulary = defineTable({
	name: 'vocabulary',
	title: 'Vocabulary',
	description:
		'Words with a definition: topics, question groups, question series, answers, people asked, kinds of action and the like. A user folder can add rows.',
	file: 'vocabulary.csv',
	key: ['kind', 'value'],
	ids: 'shared',
	row: z.object({
		kind: text('The list the word belongs to, for example topic'),
		value: id('The word as used in other tables'),
		label: text('The word as shown to readers'),
		definition: optional(text('What it means, and what it does not'))
	}),
	derived: z.object({ ...dataset })
});

export const overrides = defineTable({
	name: 'overrides',
	title: 'Overrides',
	description:
		'The only way a user folder changes an embedded row: one cell, with its source and reason. Reported by every build.',
	file: 'overrides.csv',
	key: ['table', 'id', 'column'],
	ids: 'dataset',
	row: z.object({
		table: text('Table of the embedded row'),
		id: text('Its id, with | between the parts of a compound key'),
		column: text('Column to change'),
		value: optional(text('New value; empty for unknown')),
		source_id: ref('sources', 'source_id', 'Source of the new value'),
		reason: text('Why the embedded value is wrong')
	}),
	derived: z.object({ ...dataset })
});
