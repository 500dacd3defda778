-- every row
select c.record_kind || '|' || c.record_id || '|' || c.source_id as "citation_id", "c"."record_kind", "c"."record_id", "c"."source_id", "s"."title" as "source_title", "s"."published" as "date", "c"."dataset", "s"."url" as "source_url", "s"."publisher", "s"."tier"
from "citations" as "c"
inner join "sources" as "s" on "s"."source_id" = "c"."source_id"
ORDER BY "citation_id" ASC NULLS LAST, c.record_kind, c.record_id, c.source_id, c.dataset

-- a page of every filter
select c.record_kind || '|' || c.record_id || '|' || c.source_id as "citation_id", "c"."record_kind", "c"."record_id", "c"."source_id", "s"."title" as "source_title", "s"."published" as "date", "c"."dataset", "s"."url" as "source_url", "s"."publisher", "s"."tier"
from "citations" as "c"
inner join "sources" as "s" on "s"."source_id" = "c"."source_id"
WHERE "c"."record_kind" IN (?)
AND "c"."record_id" IN (?)
AND "c"."source_id" IN (?)
AND "s"."publisher" IN (?)
AND "c"."dataset" IN (?)
AND "s"."tier" IN (?)
ORDER BY "citation_id" ASC NULLS LAST, c.record_kind, c.record_id, c.source_id, c.dataset
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "citations" as "c"
inner join "sources" as "s" on "s"."source_id" = "c"."source_id"
WHERE "c"."record_kind" IN (?)
AND "c"."record_id" IN (?)
AND "c"."source_id" IN (?)
AND "s"."publisher" IN (?)
AND "c"."dataset" IN (?)
AND "s"."tier" IN (?)
