import { z } from 'zod';
import type { Answer } from './bounded.ts';
import type { Ask } from './ask.ts';

/** A question an assistant can ask. */
export interface Tool {
	name: string;
	title: string;
	/** When to use it, for the assistant. */
	description: string;
	input: z.ZodObject;
	answer: (input: never, ask: Ask) => Promise<Answer>;
}

/** Declares a tool; its answer is typed by its input. */
export const defineTool = <Shape extends z.ZodRawShape>(
	tool: Omit<Tool, 'input' | 'answer'> & {
		input: z.ZodObject<Shape>;
		answer: (input: z.output<z.ZodObject<Shape>>, ask: Ask) => Promise<Answer>;
	}
): Tool => tool;

/** Rows given by default, and at most. */
const USUAL = 20;
const MOST = 50;
/** Longest a code or a few words may be. */
const LONGEST = 200;

/** A code, a date or a few words. */
export const text = (description: string) => z.string().max(LONGEST).describe(description);

/** How many rows to give. */
export const limit = z
	.int()
	.min(1)
	.max(MOST)
	.default(USUAL)
	.describe(`Rows, 1 to ${MOST}; ${USUAL} by default`);

export const region = text(
	'Region code: US, US-VA (state), US-VA-51107 (county, with FIPS), PJM, EU, WLD; find_place knows it'
);

/** What chooses the data of an answer. */
export const moment = {
	on: text('Day for which status and ages are computed, YYYY-MM-DD; today by default').optional(),
	release: text('Release by its id, to repeat an answer; the current one by default').optional()
};

/** Days between which to look. */
export const span = {
	from: text('First day or period: YYYY, YYYY-MM or YYYY-MM-DD').optional(),
	to: text('Last day or period').optional()
};
