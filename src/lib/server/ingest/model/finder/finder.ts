import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import type BetterSqlite3 from 'better-sqlite3';
import { foldName, namesOf } from '#lib/domain/actions/places/place-names.ts';
import { stateOf } from '#lib/domain/regions/region-codes.ts';
import { placePath, regionPath } from '#lib/domain/regions/addresses.ts';
import { FOUND_PAGES } from '#lib/domain/finder/found-pages.ts';
import { capital, counted, COUNTY_OF_ITSELF, placeInRegion } from '#lib/domain/text/format.ts';
import { fipsOfState } from '#lib/domain/screening/sites/state-names.ts';
import { isCity, regionKind } from '#lib/domain/regions/region-kinds.ts';
import { peopleWeight, recordsWeight, settlementWeight, townWeight } from './finder-weights.ts';
import { polls, projects, type FinderRecord } from './finder-records.ts';
import { settlementsIn } from '../../resolve/gazetteer/gazetteer.ts';
import { RowWriter } from '../../resolve/row-writer.ts';

/** Columns of the index, as they are written. */
const COLUMNS = 'kind id name detail path state area weight bare folded'.split(' ');

/** A name that says what kind of region it is, at its end. */
const REGION_KIND = / (county|parish|borough|census area|municipality|planning region|city)$/;

/**
 * Fills the index of everything that can be found by name: regions and their former names, places with records, every
 * other settlement of the United States in the gazetteer (it leads to its county), polls, projects and pages.
 */
export function buildFinder(db: BetterSqlite3.Database): void {
	const rows = new RowWriter(db, 'finder', COLUMNS);
	const add = ({ kind, id, name, detail, path, state, area, weight, names }: FinderRecord) => {
		for (const folded of new Set(names.map(foldName)))
			if (folded !== '')
				rows.add({
					...{ kind, id, name, detail, path, state, area: foldName(area), weight, folded },
					bare: folded.replace(REGION_KIND, '')
				});
	};
	for (const one of [...regions(db), ...places(db), ...polls(db), ...projects(db), ...PAGES])
		add(one);
	rows.end();
	for (const one of settlements(db)) add(one);
	rows.end();
	db.exec('CREATE INDEX finder_folded ON finder (folded)');
	db.exec('CREATE INDEX finder_abroad ON finder (area) WHERE state IS NULL');
	db.exec(`INSERT INTO finder_letters (finder_letters) VALUES ('rebuild')`);
}

/** A country or state is meant more often than a county of its name, and a city more often than a survey's area. */
const KIND_WEIGHT: Record<string, number> = {
	country: 6,
	state: 6,
	grid_operator: 3,
	world: 3,
	survey_area: -4
};
/** A city that is a county of its own is meant by its name as other cities are. */
const CITY_WEIGHT = 3;
/** A town with records, before they are counted. */
const TOWN_WEIGHT = 3;

/** Whether a label is that of the only county of a state: District of Columbia, District of Columbia. */
function isWhole(label: string): boolean {
	const [name, state] = label.split(', ');
	return name === state;
}

/** Codes of the county that is the whole of a state. */
const codesOfWhole = (rows: readonly { region: string; label: string }[], state: string) =>
	rows.flatMap(({ region, label }) => (label === `${state}, ${state}` ? [region] : []));

/** Actions of each region; counted once, since actions have no index by region yet. */
const COUNTED = '(SELECT region, count(*) AS actions FROM actions GROUP BY region)';

/** Actions of each region and of all inside it, as its page counts them; the closure leaves the world out, which holds all. */
const COUNTED_WITHIN = `(SELECT c.ancestor AS region, sum(a.actions) AS within
	FROM ${COUNTED} a JOIN region_closure c USING (region) GROUP BY c.ancestor
	UNION ALL SELECT region, (SELECT count(*) FROM actions) FROM regions WHERE kind = 'world')`;

function regions(db: BetterSqlite3.Database): FinderRecord[] {
	const rows = db
		.prepare(
			`SELECT r.region, r.label, r.kind, p.population_newest AS people,
				coalesce(a.actions, 0) AS actions, coalesce(w.within, 0) AS within,
				(SELECT group_concat(x.name || '~' || x.alias, '~') FROM region_aliases x WHERE x.region = r.region) AS former,
				(SELECT json_group_array(json_array(s.short_name, s.means)) FROM short_names s WHERE s.region = r.region) AS short
				FROM regions r LEFT JOIN populations p USING (region) LEFT JOIN ${COUNTED} a USING (region)
				LEFT JOIN ${COUNTED_WITHIN} w USING (region)`
		)
		.all() as {
		region: string;
		label: string;
		kind: string;
		people: number | null;
		actions: number;
		within: number;
		former: string | null;
		short: string;
	}[];
	return rows.flatMap(({ region, label, kind, people, actions, within, former, short }) => {
		// The only county of a district or territory bears its name: whoever types that means the whole.
		if (isWhole(label)) return [];
		const name = label.split(',', 1)[0] ?? label;
		const known = {
			kind: 'region' as const,
			id: region,
			name: label,
			detail: [regionKind({ region, kind, name }), actionsWords(within)].filter(Boolean).join(', '),
			path: regionPath(region),
			state: stateOf(region),
			area: label.split(', ').slice(1).join(' '),
			weight:
				(isCity(kind, name) ? CITY_WEIGHT : (KIND_WEIGHT[kind] ?? 0)) +
				recordsWeight(actions) +
				peopleWeight(people)
		};
		const official = {
			...known,
			names: [
				name,
				region,
				...(kind === 'state' ? [region.slice(3), ...codesOfWhole(rows, label)] : []),
				...(former?.split(LIST_SEPARATOR) ?? [])
			]
		};
		const typed = (JSON.parse(short) as [string, string | null][]).map(([name, means]) => ({
			...known,
			detail: means === null ? known.detail : `${known.detail} · ${means}`,
			names: [name]
		}));
		return [official, ...typed];
	});
}

const actionsWords = (count: number) => (count === 0 ? '' : counted(count, 'action'));

function places(db: BetterSqlite3.Database): FinderRecord[] {
	const rows = db
		.prepare(
			`SELECT l.place_id, l.name, l.place_kind, l.region, r.label,
				coalesce(a.actions, 0) AS actions
				FROM places l JOIN regions r USING (region)
				LEFT JOIN (SELECT place_id, count(*) AS actions FROM actions GROUP BY place_id) a USING (place_id)
				WHERE l.place_kind NOT IN ('county', 'state', 'country')`
		)
		.all() as {
		place_id: string;
		name: string;
		place_kind: string;
		region: string;
		label: string;
		actions: number;
	}[];
	return rows
		.filter(({ name, label }) => !isCounty(name, label))
		.map(({ place_id, name, place_kind, region, label, actions }) => ({
			kind: 'place',
			id: place_id,
			name: placeInRegion({ place_name: name, region_name: label }),
			detail: [placeKind(place_kind), actionsWords(actions)].filter(Boolean).join(', '),
			path: placePath(place_id),
			state: stateOf(region),
			area: label,
			weight: TOWN_WEIGHT + recordsWeight(actions) + townWeight(stateOf(region), name),
			names: namesOf(name, place_kind)
		}));
}

/** Whether a place is the county it lies in, which is found itself: a parish, or a city that is a county. */
function isCounty(name: string, label: string): boolean {
	const county = foldName(label.split(',', 1)[0] ?? label);
	return ['', ...COUNTY_OF_ITSELF].some((kind) => foldName(`${name}${kind}`) === county);
}

const placeKind = (kind: string) => (kind === 'other' ? 'Place' : capital(kind));

/** Settlements of GeoNames (CC BY 4.0) that no place with records is; each leads to the county it lies in. */
function settlements(db: BetterSqlite3.Database): FinderRecord[] {
	const counties = new Map(
		db
			.prepare(
				`SELECT r.region, r.label, p.population_newest AS people,
					coalesce(a.actions, 0)
					FROM regions r LEFT JOIN populations p USING (region) LEFT JOIN ${COUNTED} a USING (region)
					WHERE r.kind = 'county'`
			)
			.raw()
			.all()
			.map((row) => {
				const [region, label, people, actions] = row as [string, string, number | null, number];
				return [region, { label, people, actions }];
			})
	);
	const known = new Set(
		db
			.prepare(
				`SELECT l.region || ' ' || replace(n.value, ' ', '') FROM finder f JOIN places l ON l.place_id = f.id
					JOIN json_each(json_array(f.bare, f.folded)) n WHERE f.kind = 'place'`
			)
			.pluck()
			.all() as string[]
	);
	return settlementsIn('US').flatMap(({ name, admin1, admin2 }): FinderRecord[] => {
		const fips = fipsOfState(admin1);
		const region = `US-${admin1}-${fips ?? ''}${admin2}`;
		const county = counties.get(region);
		if (fips === null || county === undefined) return [];
		const state = `US-${admin1}`;
		if (isCounty(name, county.label)) return [];
		if ([region, state].some((area) => known.has(`${area} ${foldName(name).replaceAll(' ', '')}`)))
			return [];
		const opened = isWhole(county.label) ? state : region;
		return [
			{
				kind: 'settlement',
				id: opened,
				name: `${name}, ${stateName(county.label)}`,
				detail: `Opens ${opened === state ? stateName(county.label) : county.label}, which contains it`,
				path: regionPath(opened),
				...{ state, area: county.label },
				weight: settlementWeight(state, name, county),
				names: [name]
			}
		];
	});
}

/** The state in a county's label: Virginia of Loudoun County, Virginia. */
const stateName = (label: string) => label.split(', ').at(-1) ?? label;

const PAGES: readonly FinderRecord[] = FOUND_PAGES.map(
	({ path, title, about, words, names = [] }) => ({
		kind: 'page',
		id: path,
		name: title,
		detail: about,
		path,
		...{ state: null, area: '' },
		weight: 2,
		names: [title, ...names, `${title} ${words}`, ...words.split(' ')]
	})
);
