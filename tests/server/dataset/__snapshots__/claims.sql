-- every row
select "c"."claim_id", "c"."date", "c"."claim", "c"."subject", "c"."value", "c"."unit", "c"."weighed" as "verdict", "c"."weighed_by", "c"."evidence", (SELECT group_concat(x.record_kind || ':' || x.record_id, '~')
FROM claim_records x
WHERE x.claim_id = c.claim_id) as "records", "c"."note", "w"."publisher" as "read_in", "w"."url" as "read_url", "w"."tier" as "read_tier", "c"."added", "c"."changed", "c"."dataset", "c"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "s"."tier", "c"."independent_sources"
from "claims" as "c"
inner join "sources" as "s" on "s"."source_id" = "c"."best_source"
inner join "sources" as "w" on "w"."source_id" = "c"."source_id"
ORDER BY c.date_start DESC NULLS LAST, c.date_end DESC NULLS LAST, c.claim_id

-- a page of every filter
select "c"."claim_id", "c"."date", "c"."claim", "c"."subject", "c"."value", "c"."unit", "c"."weighed" as "verdict", "c"."weighed_by", "c"."evidence", (SELECT group_concat(x.record_kind || ':' || x.record_id, '~')
FROM claim_records x
WHERE x.claim_id = c.claim_id) as "records", "c"."note", "w"."publisher" as "read_in", "w"."url" as "read_url", "w"."tier" as "read_tier", "c"."added", "c"."changed", "c"."dataset", "c"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "s"."tier", "c"."independent_sources"
from "claims" as "c"
inner join "sources" as "s" on "s"."source_id" = "c"."best_source"
inner join "sources" as "w" on "w"."source_id" = "c"."source_id"
WHERE "c"."date_end" >= ?
AND "c"."date_start" <= ?
AND "c"."weighed" IN (?)
AND c.claim_id IN (SELECT x.claim_id
FROM claim_records x
WHERE x.record_id = ? OR (x.record_kind = 'question'
AND x.record_id IN (SELECT question_id
FROM questions
WHERE poll_id = ?)) OR (x.record_kind = 'observation'
AND substr(x.record_id, 1, length(?) + 1) = ? || '|'))
AND "c"."added" >= ?
AND coalesce(c.changed, c.added) >= ?
AND "c"."dataset" IN (?)
AND "s"."tier" IN (?)
AND "c"."independent_sources" >= ?
AND c.claim_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
ORDER BY c.date_start DESC NULLS LAST, c.date_end DESC NULLS LAST, c.claim_id
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "claims" as "c"
inner join "sources" as "s" on "s"."source_id" = "c"."best_source"
inner join "sources" as "w" on "w"."source_id" = "c"."source_id"
WHERE "c"."date_end" >= ?
AND "c"."date_start" <= ?
AND "c"."weighed" IN (?)
AND c.claim_id IN (SELECT x.claim_id
FROM claim_records x
WHERE x.record_id = ? OR (x.record_kind = 'question'
AND x.record_id IN (SELECT question_id
FROM questions
WHERE poll_id = ?)) OR (x.record_kind = 'observation'
AND substr(x.record_id, 1, length(?) + 1) = ? || '|'))
AND "c"."added" >= ?
AND coalesce(c.changed, c.added) >= ?
AND "c"."dataset" IN (?)
AND "s"."tier" IN (?)
AND "c"."independent_sources" >= ?
AND c.claim_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
