-- every row
select "j"."region", "r"."label" as "region_name", "j"."date_end" as "date", "l"."name" as "place_name", "l"."place_kind", "j"."place_id", "j"."project_name", "j"."developer", "j"."project_status", "j"."blocked", "j"."refiled_as", "j"."project_mw", "j"."project_mw_min", "j"."project_mw_max", "j"."project_investment_usd", "j"."project_investment_usd_min", "j"."project_investment_usd_max", "j"."date_start", "j"."date_end", "j"."decided_by", (SELECT d.note
FROM actions d
WHERE d.action_id = j.decided_by) as "decided_note", "j"."actions", "j"."from", "j"."to", "x"."lon", "x"."lat", coalesce(x.position_precision, 'none') as "position_precision", "j"."dataset", "j"."project_id"
from "projects" as "j"
inner join "places" as "l" on "l"."place_id" = "j"."place_id"
inner join "regions" as "r" on "r"."region" = "j"."region" left join "positions" as "x" on "x"."place_id" = "j"."place_id"
WHERE j."to" IS NULL
ORDER BY j.date_end DESC NULLS LAST, j.date_start DESC NULLS LAST, j.project_id

-- a page of every filter
select "j"."region", "r"."label" as "region_name", "j"."date_end" as "date", "l"."name" as "place_name", "l"."place_kind", "j"."place_id", "j"."project_name", "j"."developer", "j"."project_status", "j"."blocked", "j"."refiled_as", "j"."project_mw", "j"."project_mw_min", "j"."project_mw_max", "j"."project_investment_usd", "j"."project_investment_usd_min", "j"."project_investment_usd_max", "j"."date_start", "j"."date_end", "j"."decided_by", (SELECT d.note
FROM actions d
WHERE d.action_id = j.decided_by) as "decided_note", "j"."actions", "j"."from", "j"."to", "x"."lon", "x"."lat", coalesce(x.position_precision, 'none') as "position_precision", "j"."dataset", "j"."project_id"
from "projects" as "j"
inner join "places" as "l" on "l"."place_id" = "j"."place_id"
inner join "regions" as "r" on "r"."region" = "j"."region" left join "positions" as "x" on "x"."place_id" = "j"."place_id"
WHERE j."to" IS NULL
AND "j"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "j"."date_end" >= ?
AND "j"."date_start" <= ?
AND "j"."project_status" IN (?)
AND "j"."blocked" IN (?)
AND "j"."developer" IN (?)
AND "j"."dataset" IN (?)
ORDER BY j.date_end DESC NULLS LAST, j.date_start DESC NULLS LAST, j.project_id
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "projects" as "j"
inner join "places" as "l" on "l"."place_id" = "j"."place_id"
inner join "regions" as "r" on "r"."region" = "j"."region" left join "positions" as "x" on "x"."place_id" = "j"."place_id"
WHERE j."to" IS NULL
AND "j"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "j"."date_end" >= ?
AND "j"."date_start" <= ?
AND "j"."project_status" IN (?)
AND "j"."blocked" IN (?)
AND "j"."developer" IN (?)
AND "j"."dataset" IN (?)
