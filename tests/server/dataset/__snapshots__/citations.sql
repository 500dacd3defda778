-- every row
select c.record_kind || '|' || c.record_id || '|' || c.source_id as "citation_id", "c"."record_kind", "c"."record_id", "c"."source_id", "s"."title" as "source_title", "s"."published" as "date", "c"."dataset", "s"."url" as "source_url", "s"."publisher", "s"."tier"
from "citations" as "c"
inner join "sources" as "s" on "s"."source_id" = "c"."source_id"
order by c.record_kind || '|' || c.record_id || '|' || c.source_id ASC NULLS LAST, c.record_kind, c.record_id, c.source_id, c.dataset

-- a page of every filter
select c.record_kind || '|' || c.record_id || '|' || c.source_id as "citation_id", "c"."record_kind", "c"."record_id", "c"."source_id", "s"."title" as "source_title", "s"."published" as "date", "c"."dataset", "s"."url" as "source_url", "s"."publisher", "s"."tier"
from "citations" as "c"
inner join "sources" as "s" on "s"."source_id" = "c"."source_id"
where "c"."record_kind" IN (?)
and "c"."record_id" IN (?)
and "c"."source_id" IN (?)
and "s"."publisher" IN (?)
and "c"."dataset" IN (?)
and "s"."tier" IN (?)
order by c.record_kind || '|' || c.record_id || '|' || c.source_id ASC NULLS LAST, c.record_kind, c.record_id, c.source_id, c.dataset
limit ? offset ?

-- the count of every filter
select count(*) as "total"
from "citations" as "c"
inner join "sources" as "s" on "s"."source_id" = "c"."source_id"
where "c"."record_kind" IN (?)
and "c"."record_id" IN (?)
and "c"."source_id" IN (?)
and "s"."publisher" IN (?)
and "c"."dataset" IN (?)
and "s"."tier" IN (?)
