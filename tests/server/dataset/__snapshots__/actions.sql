-- every row
select "a"."region", "r"."label" as "region_name", "a"."date", "a"."date_basis", "a"."date_start", "a"."date_end", "l"."name" as "place_name", "l"."place_kind", "a"."place_id", "a"."action_type", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'action_type'
AND v.value = "a"."action_type"), "a"."action_type") as "action_type_label", "a"."body", "a"."body_kind", "a"."decision", "a"."direction", "a"."binding", "a"."votes_for", "a"."votes_against", "a"."percent_for", "a"."percent_restrictive", "a"."duration_months", "a"."starts_on", "a"."ends_on", "a"."later_state", "a"."later_seen", "a"."awaits", "a"."awaits_on", "a"."covers", "a"."mw_threshold", "a"."project_name", "a"."developer", "a"."project_mw", "a"."project_investment_usd", "a"."follows", "a"."summary", "a"."note", "f"."mechanism", "f"."mechanism_strength", "f"."advisory", "f"."project_id", "f"."same_as", "f"."vote_day", "f"."awaited", "f"."awaited_from", "f"."awaited_to", iif(? IS NOT NULL
AND f.awaited_to < ?
AND NOT EXISTS (SELECT 1
FROM actions n
WHERE n.follows = a.action_id OR (n.place_id = a.place_id
AND n.action_type = a.action_type
AND n.action_id <> a.action_id
AND n.date_end >= f.awaited_from)), 'yes', 'no') as "result_missing", "x"."lon", "x"."lat", "x"."position_precision", "a"."added", "a"."changed", "a"."dataset", "a"."action_id", "a"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "a"."tier", "a"."independent_sources"
from "actions" as "a"
inner join "places" as "l" on "l"."place_id" = "a"."place_id"
inner join "regions" as "r" on "r"."region" = "a"."region"
inner join "sources" as "s" on "s"."source_id" = "a"."best_source"
inner join "action_facts" as "f" on "f"."action_id" = "a"."action_id"
inner join "positions" as "x" on "x"."place_id" = "a"."place_id"
ORDER BY a.date_start DESC NULLS LAST, a.date_end DESC NULLS LAST, a.action_id

-- a page of every filter
select "a"."region", "r"."label" as "region_name", "a"."date", "a"."date_basis", "a"."date_start", "a"."date_end", "l"."name" as "place_name", "l"."place_kind", "a"."place_id", "a"."action_type", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'action_type'
AND v.value = "a"."action_type"), "a"."action_type") as "action_type_label", "a"."body", "a"."body_kind", "a"."decision", "a"."direction", "a"."binding", "a"."votes_for", "a"."votes_against", "a"."percent_for", "a"."percent_restrictive", "a"."duration_months", "a"."starts_on", "a"."ends_on", "a"."later_state", "a"."later_seen", "a"."awaits", "a"."awaits_on", "a"."covers", "a"."mw_threshold", "a"."project_name", "a"."developer", "a"."project_mw", "a"."project_investment_usd", "a"."follows", "a"."summary", "a"."note", "f"."mechanism", "f"."mechanism_strength", "f"."advisory", "f"."project_id", "f"."same_as", "f"."vote_day", "f"."awaited", "f"."awaited_from", "f"."awaited_to", iif(? IS NOT NULL
AND f.awaited_to < ?
AND NOT EXISTS (SELECT 1
FROM actions n
WHERE n.follows = a.action_id OR (n.place_id = a.place_id
AND n.action_type = a.action_type
AND n.action_id <> a.action_id
AND n.date_end >= f.awaited_from)), 'yes', 'no') as "result_missing", "x"."lon", "x"."lat", "x"."position_precision", "a"."added", "a"."changed", "a"."dataset", "a"."action_id", "a"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "a"."tier", "a"."independent_sources"
from "actions" as "a"
inner join "places" as "l" on "l"."place_id" = "a"."place_id"
inner join "regions" as "r" on "r"."region" = "a"."region"
inner join "sources" as "s" on "s"."source_id" = "a"."best_source"
inner join "action_facts" as "f" on "f"."action_id" = "a"."action_id"
inner join "positions" as "x" on "x"."place_id" = "a"."place_id"
WHERE "a"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "a"."date_end" >= ?
AND "a"."date_start" <= ?
AND "a"."place_id" IN (?)
AND "a"."action_type" IN (?)
AND "a"."decision" IN (?)
AND "a"."direction" IN (?)
AND "a"."binding" IN (?)
AND "a"."body_kind" IN (?)
AND "f"."mechanism" IN (?)
AND f.same_as IS NOT NULL
AND "a"."added" >= ?
AND coalesce(a.changed, a.added) >= ?
AND "a"."dataset" IN (?)
AND "a"."tier" IN (?)
AND "a"."independent_sources" >= ?
AND a.action_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
ORDER BY a.date_start DESC NULLS LAST, a.date_end DESC NULLS LAST, a.action_id
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "actions" as "a"
inner join "places" as "l" on "l"."place_id" = "a"."place_id"
inner join "regions" as "r" on "r"."region" = "a"."region"
inner join "sources" as "s" on "s"."source_id" = "a"."best_source"
inner join "action_facts" as "f" on "f"."action_id" = "a"."action_id"
inner join "positions" as "x" on "x"."place_id" = "a"."place_id"
WHERE "a"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "a"."date_end" >= ?
AND "a"."date_start" <= ?
AND "a"."place_id" IN (?)
AND "a"."action_type" IN (?)
AND "a"."decision" IN (?)
AND "a"."direction" IN (?)
AND "a"."binding" IN (?)
AND "a"."body_kind" IN (?)
AND "f"."mechanism" IN (?)
AND f.same_as IS NOT NULL
AND "a"."added" >= ?
AND coalesce(a.changed, a.added) >= ?
AND "a"."dataset" IN (?)
AND "a"."tier" IN (?)
AND "a"."independent_sources" >= ?
AND a.action_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
