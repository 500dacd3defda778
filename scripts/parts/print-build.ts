import { counted } from '#lib/domain/text/format.ts';
import type { BuildResult } from '#lib/server/ingest/build.ts';
import type { ActionReport } from '#lib/server/ingest/model/actions/matching.ts';
import type { PollReport } from '#lib/server/ingest/model/polls/poll-matching.ts';
import { formatProblem } from '#lib/server/ingest/problems.ts';
import { lossLine } from '#lib/server/ingest/publish/candidate.ts';
import { warningLines } from '#lib/server/ingest/warnings/warning-lines.ts';

/** So many kinds of problems are printed; the report has all. */
const SHOWN = 100;

/** Prints what became of a build: its problems and losses as errors. */
export function printBuild(result: BuildResult): void {
	const { status, id, counts, groups, problemCount, report, notes, warnings, lost } = result;
	for (const note of notes) console.log(`note: ${note}`);
	for (const line of warningLines(warnings)) console.log(line);
	for (const problem of groups.slice(0, SHOWN)) console.error(formatProblem(problem));
	if (problemCount > 0)
		console.error(
			`${counted(problemCount, 'problem')}${groups.length > SHOWN ? `, the first ${SHOWN} shown` : ''}; all in ${report ?? 'the report'}`
		);
	for (const loss of lost) console.error(lossLine(loss));
	if (result.actions && result.actions.total > 0)
		console.log(reportSentence('action', 'event', result.actions));
	if (result.polls && result.polls.total > 0)
		console.log(reportSentence('poll', 'poll', result.polls));
	const rows = Object.entries(counts)
		.filter(([, count]) => count > 0)
		.map(([table, count]) => `${table} ${count.toLocaleString('en-US')}`)
		.join(', ');
	switch (status) {
		case 'published':
			return console.log(`release ${id} published: ${rows}`);
		case 'unchanged':
			return console.log(`release ${id} is current and its inputs have not changed: nothing to do`);
		case 'rebuilt':
			return console.log(
				`release ${id} rebuilt beside the current one, reached by release=${id}: ${rows}`
			);
		case 'present':
			return console.log(`release ${id} is here already: nothing to do`);
		case 'checked':
			return console.log(`release ${id} would be published: ${rows}`);
		case 'invalid':
			return console.error('nothing published; the current release stays');
		case 'refused':
			return console.error(
				'nothing published; run again with --allow-shrink if you meant to remove these records'
			);
	}
}

const reportSentence = (
	noun: string,
	told: string,
	{ total, matched, probable, new: added }: ActionReport | PollReport
) =>
	`${counted(total, noun)} in your folders: ${matched.length} ${matched.length === 1 ? 'repeats' : 'repeat'} ${told === 'event' ? 'an event' : `a ${told}`} on record and ${matched.length === 1 ? 'counts' : 'count'} once with it, ${probable.length} probably ${probable.length === 1 ? 'does' : 'do'}, ${added.length} new (--json lists them)`;
