-- every row
select "s"."source_id", "s"."title", "s"."published" as "date", "s"."licence", "s"."attribution", (SELECT count(*)
FROM polls x
WHERE x.source_id = s.source_id) + (SELECT count(*)
FROM actions x
WHERE x.source_id = s.source_id) + (SELECT count(*)
FROM observations x
WHERE x.source_id = s.source_id) + (SELECT count(*)
FROM model_prices x
WHERE x.source_id = s.source_id) + (SELECT count(*)
FROM claims x
WHERE x.source_id = s.source_id) + (SELECT count(*)
FROM citations x
WHERE x.source_id = s.source_id) as "records", "s"."added", "s"."changed", "s"."dataset", "s"."seen_url", "s"."url" as "source_url", "s"."publisher", "s"."tier"
from "sources" as "s"
ORDER BY "s"."source_id" ASC NULLS LAST, s.source_id

-- a page of every filter
select "s"."source_id", "s"."title", "s"."published" as "date", "s"."licence", "s"."attribution", (SELECT count(*)
FROM polls x
WHERE x.source_id = s.source_id) + (SELECT count(*)
FROM actions x
WHERE x.source_id = s.source_id) + (SELECT count(*)
FROM observations x
WHERE x.source_id = s.source_id) + (SELECT count(*)
FROM model_prices x
WHERE x.source_id = s.source_id) + (SELECT count(*)
FROM claims x
WHERE x.source_id = s.source_id) + (SELECT count(*)
FROM citations x
WHERE x.source_id = s.source_id) as "records", "s"."added", "s"."changed", "s"."dataset", "s"."seen_url", "s"."url" as "source_url", "s"."publisher", "s"."tier"
from "sources" as "s"
WHERE s.source_id IN (SELECT x.source_id
FROM source_regions x JOIN region_closure c USING (region)
WHERE c.ancestor IN (?))
AND "s"."date_end" >= ?
AND "s"."date_start" <= ?
AND "s"."publisher" IN (?)
AND "s"."added" >= ?
AND coalesce(s.changed, s.added) >= ?
AND "s"."dataset" IN (?)
AND "s"."tier" IN (?)
AND s.source_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
ORDER BY "s"."source_id" ASC NULLS LAST, s.source_id
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "sources" as "s"
WHERE s.source_id IN (SELECT x.source_id
FROM source_regions x JOIN region_closure c USING (region)
WHERE c.ancestor IN (?))
AND "s"."date_end" >= ?
AND "s"."date_start" <= ?
AND "s"."publisher" IN (?)
AND "s"."added" >= ?
AND coalesce(s.changed, s.added) >= ?
AND "s"."dataset" IN (?)
AND "s"."tier" IN (?)
AND s.source_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
