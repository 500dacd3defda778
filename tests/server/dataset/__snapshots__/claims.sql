-- every row
select "c"."claim_id", "c"."date", "c"."claim", "c"."subject", "c"."value", "c"."unit", "c"."verdict", (SELECT group_concat(x.record_kind || ':' || x.record_id, '~')
FROM claim_records x
WHERE x.claim_id = c.claim_id) as "records", "c"."note", "c"."dataset", "c"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "s"."tier"
from "claims" as "c"
inner join "sources" as "s" on "s"."source_id" = "c"."source_id"
ORDER BY c.date_start DESC NULLS LAST, c.date_end DESC NULLS LAST, c.claim_id

-- a page of every filter
select "c"."claim_id", "c"."date", "c"."claim", "c"."subject", "c"."value", "c"."unit", "c"."verdict", (SELECT group_concat(x.record_kind || ':' || x.record_id, '~')
FROM claim_records x
WHERE x.claim_id = c.claim_id) as "records", "c"."note", "c"."dataset", "c"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "s"."tier"
from "claims" as "c"
inner join "sources" as "s" on "s"."source_id" = "c"."source_id"
WHERE "c"."date_end" >= ?
AND "c"."date_start" <= ?
AND "c"."verdict" IN (?)
AND "c"."dataset" IN (?)
AND "s"."tier" IN (?)
AND c.claim_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
ORDER BY c.date_start DESC NULLS LAST, c.date_end DESC NULLS LAST, c.claim_id
LIMIT ? OFFSET ?

-- the count of every filter
select count(*) as "total"
from "claims" as "c"
inner join "sources" as "s" on "s"."source_id" = "c"."source_id"
where "c"."date_end" >= ?
and "c"."date_start" <= ?
and "c"."verdict" IN (?)
and "c"."dataset" IN (?)
and "s"."tier" IN (?)
and c.claim_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
