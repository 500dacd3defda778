-- every row
select "t"."region", "r"."label" as "region_name", "t"."from" as "date", "l"."name" as "place_name", "l"."place_kind", "t"."place_id", "t"."action_type", "t"."status", "t"."from", "t"."to", "t"."from_basis", "t"."to_basis", "t"."from_latest", "t"."to_earliest", "t"."from_precision", "t"."to_precision", "t"."because", "t"."body", "t"."body_kind", "t"."mw_threshold", "t"."covers", (SELECT coalesce(w.definition, w.label)
FROM vocabulary w
WHERE w.kind = 'covers'
AND w.value = t.covers) as "covers_words", "t"."reach", "f"."awaited", "f"."awaited_from", "f"."awaited_to", "x"."lon", "x"."lat", coalesce(x.position_precision, 'none') as "position_precision", "t"."matter", "t"."dataset", "t"."status_id", "a"."tier", "a"."independent_sources"
from "statuses" as "t"
inner join "places" as "l" on "l"."place_id" = "t"."place_id"
inner join "regions" as "r" on "r"."region" = "t"."region"
inner join "actions" as "a" on "a"."action_id" = "t"."last_action"
inner join "action_facts" as "f" on "f"."action_id" = "t"."last_action" left join "positions" as "x" on "x"."place_id" = "t"."place_id"
ORDER BY "t"."from" DESC NULLS LAST, t.status_id

-- a page of every filter
select "t"."region", "r"."label" as "region_name", "t"."from" as "date", "l"."name" as "place_name", "l"."place_kind", "t"."place_id", "t"."action_type", "t"."status", "t"."from", "t"."to", "t"."from_basis", "t"."to_basis", "t"."from_latest", "t"."to_earliest", "t"."from_precision", "t"."to_precision", "t"."because", "t"."body", "t"."body_kind", "t"."mw_threshold", "t"."covers", (SELECT coalesce(w.definition, w.label)
FROM vocabulary w
WHERE w.kind = 'covers'
AND w.value = t.covers) as "covers_words", "t"."reach", "f"."awaited", "f"."awaited_from", "f"."awaited_to", "x"."lon", "x"."lat", coalesce(x.position_precision, 'none') as "position_precision", "t"."matter", "t"."dataset", "t"."status_id", "a"."tier", "a"."independent_sources"
from "statuses" as "t"
inner join "places" as "l" on "l"."place_id" = "t"."place_id"
inner join "regions" as "r" on "r"."region" = "t"."region"
inner join "actions" as "a" on "a"."action_id" = "t"."last_action"
inner join "action_facts" as "f" on "f"."action_id" = "t"."last_action" left join "positions" as "x" on "x"."place_id" = "t"."place_id"
WHERE "t"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND (t."to" IS NULL OR t."to" >= ?)
AND t."from" <= ?
AND "t"."place_id" IN (?)
AND "t"."action_type" IN (?)
AND "t"."status" IN (?)
AND 1
AND "t"."reach" IN (?)
AND "t"."dataset" IN (?)
AND "a"."tier" IN (?)
AND "a"."independent_sources" >= ?
ORDER BY "t"."from" DESC NULLS LAST, t.status_id
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "statuses" as "t"
inner join "places" as "l" on "l"."place_id" = "t"."place_id"
inner join "regions" as "r" on "r"."region" = "t"."region"
inner join "actions" as "a" on "a"."action_id" = "t"."last_action"
inner join "action_facts" as "f" on "f"."action_id" = "t"."last_action" left join "positions" as "x" on "x"."place_id" = "t"."place_id"
WHERE "t"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND (t."to" IS NULL OR t."to" >= ?)
AND t."from" <= ?
AND "t"."place_id" IN (?)
AND "t"."action_type" IN (?)
AND "t"."status" IN (?)
AND 1
AND "t"."reach" IN (?)
AND "t"."dataset" IN (?)
AND "a"."tier" IN (?)
AND "a"."independent_sources" >= ?
