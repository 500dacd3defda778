-- every row
select "v"."tracker", "v"."name", "v"."watches", "v"."began", "v"."swept_from", "v"."swept_to", "v"."read_to", "v"."own_words", "v"."note", "v"."dataset", "s"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "s"."tier"
from "coverage" as "v"
inner join "sources" as "s" on "s"."source_id" = "v"."source_id"
ORDER BY "v"."tracker" ASC NULLS LAST, v.tracker

-- a page of every filter
select "v"."tracker", "v"."name", "v"."watches", "v"."began", "v"."swept_from", "v"."swept_to", "v"."read_to", "v"."own_words", "v"."note", "v"."dataset", "s"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "s"."tier"
from "coverage" as "v"
inner join "sources" as "s" on "s"."source_id" = "v"."source_id"
WHERE "v"."dataset" IN (?)
ORDER BY "v"."tracker" ASC NULLS LAST, v.tracker
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "coverage" as "v"
inner join "sources" as "s" on "s"."source_id" = "v"."source_id"
WHERE "v"."dataset" IN (?)
