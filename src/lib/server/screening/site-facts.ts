import { NOT_LOOKED_FOR, type Facts } from '#lib/domain/screening/row.ts';
import type { ActionHere } from '../dataset/queries/screening.ts';
import type { OpenRelease } from '../dataset/release.ts';
import { aheadFacts, aheadThere } from './facts/ahead.ts';
import { evidenceFacts, type Evidence } from './facts/record-evidence.ts';
import { oppositionThere, type LastReading, type ReadingOf } from './facts/opposition.ts';
import { pendingFacts } from './facts/pending.ts';
import { projectFacts } from './facts/projects.ts';
import { insideFacts, restrictionFacts, rulesThere } from './facts/rules.ts';
import { stateFacts } from './facts/state.ts';
import type { There } from './facts/there.ts';
import { lastDecisions, voteFacts } from './facts/votes.ts';
import type { Located } from './located.ts';
import type { SiteRecord } from './record.ts';

/** What facts are made from. */
interface FactsBasis {
	release: OpenRelease;
	on: string;
	record: SiteRecord;
	reading: ReadingOf;
}

/** Facts of where a site lies, without what is counted around its point and without links. */
type FactsHere = Omit<Facts, `restrictive_${string}` | 'actions_url' | 'profile_url'>;

/** Facts that count records of a county or a place. */
type CountedFacts = Pick<
	Facts,
	| 'lawsuits'
	| keyof ReturnType<typeof voteFacts>
	| keyof ReturnType<typeof projectFacts>
	| keyof ReturnType<typeof evidenceFacts>
>;

/** Facts with the records behind them; one object for all sites that share them. */
export interface Known {
	facts: FactsHere;
	evidence: Evidence;
}

/**
 * Facts of counties and states, each made once however many sites lie there. Counties of a state of which nothing of
 * their own is on record share one: most of the land is theirs.
 */
export class FactsOf {
	#basis: FactsBasis;
	#known = new Map<string, Known>();
	#states = new Map<string, ReturnType<typeof stateFacts>>();
	#readings = new Map<string, LastReading | null>();

	constructor(basis: FactsBasis) {
		this.#basis = basis;
	}

	/** Everything known of where a site lies, but for what is counted around its point. */
	at({ county, state, place }: Pick<Located, 'county' | 'state' | 'place'>): Known {
		const there = { county: county?.region ?? null, state: state.region, place };
		const key = this.#keyOf(there);
		const known = this.#known.get(key);
		if (known) return known;
		const made = this.#make(there);
		this.#known.set(key, made);
		return made;
	}

	#keyOf({ county, state, place }: There): string {
		const named = place?.id ?? '';
		const isBare =
			county !== null &&
			named === '' &&
			!this.#basis.record.holds(county) &&
			this.#reading(county) === null;
		if (isBare) return `${state}, nothing of its own`;
		// A place of which nothing is on record is not the county itself: rules of the county reach it as a town.
		return `${county ?? state} ${place === null ? 'itself' : named}`;
	}

	#make(there: There): Known {
		const { record, on } = this.#basis;
		const { county, place } = there;
		const rules = rulesThere(record, there, on);
		const actions = this.#actionsOf(county, place);
		const projects = county === null ? [] : record.projectsIn(county);
		const ahead = aheadThere(record, there);
		const decisions = lastDecisions(actions, place, record.actionsOfState(there.state));
		const ofState = this.#state(there.state);
		const opposition = oppositionThere((region) => this.#reading(region), there, on);
		const lawsuits = actions.filter(({ action_type }) => action_type === 'lawsuit');
		// Where only the state is known nothing was counted, which is not the same as nothing found.
		const counted: CountedFacts =
			county === null && place === null
				? NOT_LOOKED_FOR
				: {
						...voteFacts(actions),
						lawsuits: lawsuits.length,
						...projectFacts(projects),
						...evidenceFacts(actions, on)
					};
		return {
			facts: {
				...counted,
				...restrictionFacts(rules),
				...insideFacts(record, there),
				...pendingFacts(record, there),
				...aheadFacts(ahead),
				...decisions.facts,
				...ofState.facts,
				...opposition.facts
			},
			evidence: {
				rules,
				ahead,
				decisions: decisions.votes,
				lawsuits,
				laws: ofState.laws,
				projects: [...projects],
				records: actions,
				share: ofState.share,
				prices: ofState.prices,
				reading: opposition.reading
			}
		};
	}

	/** Actions of the county and its places; of a place whose county is not known, its own. */
	#actionsOf(county: string | null, place: There['place']): readonly ActionHere[] {
		const { record } = this.#basis;
		if (county !== null) return record.actionsIn(county);
		const state = place?.id?.slice(0, 5) ?? '';
		return record.actionsIn(state).filter(({ place_id }) => place_id === place?.id);
	}

	#state(state: string) {
		const known = this.#states.get(state);
		if (known) return known;
		const made = stateFacts(this.#basis, state);
		this.#states.set(state, made);
		return made;
	}

	#reading(region: string): LastReading | null {
		const known = this.#readings.get(region);
		if (known !== undefined) return known;
		const reading = this.#basis.reading(region);
		this.#readings.set(region, reading);
		return reading;
	}
}
