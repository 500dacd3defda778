-- every row
select "p"."region", "r"."label" as "region_name", "p"."date", "p"."date_basis", "p"."date_start", "p"."date_end", "p"."house", "p"."pollster", "p"."sponsor", "p"."sponsor_kind", "p"."population", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'population'
AND v.value = "p"."population"), "p"."population") as "population_label", "p"."place_name", "p"."field_start", "p"."field_end", "p"."published", "p"."sample_size", "p"."margin_of_error", "p"."mode", (SELECT count(*)
FROM questions q
WHERE q.poll_id = p.poll_id) as "questions", "p"."same_as", "p"."note", "p"."added", "p"."changed", "p"."dataset", "p"."poll_id", "p"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "p"."tier", "p"."independent_sources"
from "polls" as "p"
inner join "regions" as "r" on "r"."region" = "p"."region"
inner join "sources" as "s" on "s"."source_id" = "p"."best_source"
ORDER BY p.date_start DESC NULLS LAST, p.date_end DESC NULLS LAST, p.poll_id

-- a page of every filter
select "p"."region", "r"."label" as "region_name", "p"."date", "p"."date_basis", "p"."date_start", "p"."date_end", "p"."house", "p"."pollster", "p"."sponsor", "p"."sponsor_kind", "p"."population", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'population'
AND v.value = "p"."population"), "p"."population") as "population_label", "p"."place_name", "p"."field_start", "p"."field_end", "p"."published", "p"."sample_size", "p"."margin_of_error", "p"."mode", (SELECT count(*)
FROM questions q
WHERE q.poll_id = p.poll_id) as "questions", "p"."same_as", "p"."note", "p"."added", "p"."changed", "p"."dataset", "p"."poll_id", "p"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "p"."tier", "p"."independent_sources"
from "polls" as "p"
inner join "regions" as "r" on "r"."region" = "p"."region"
inner join "sources" as "s" on "s"."source_id" = "p"."best_source"
WHERE "p"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "p"."date_end" >= ?
AND "p"."date_start" <= ?
AND p.poll_id IN (SELECT poll_id
FROM questions
WHERE "topic" IN (?))
AND p.poll_id IN (SELECT poll_id
FROM questions
WHERE "proximity" IN (?))
AND p.poll_id IN (SELECT poll_id
FROM questions
WHERE "wording_group" IN (?))
AND p.poll_id IN (SELECT poll_id
FROM questions
WHERE "item" IN (?))
AND "p"."house" IN (?)
AND "p"."pollster" IN (?)
AND "p"."population" IN (?)
AND p.same_as IS NOT NULL
AND "p"."added" >= ?
AND coalesce(p.changed, p.added) >= ?
AND "p"."dataset" IN (?)
AND "p"."tier" IN (?)
AND "p"."independent_sources" >= ?
AND p.poll_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
ORDER BY p.date_start DESC NULLS LAST, p.date_end DESC NULLS LAST, p.poll_id
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "polls" as "p"
inner join "regions" as "r" on "r"."region" = "p"."region"
inner join "sources" as "s" on "s"."source_id" = "p"."best_source"
WHERE "p"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "p"."date_end" >= ?
AND "p"."date_start" <= ?
AND p.poll_id IN (SELECT poll_id
FROM questions
WHERE "topic" IN (?))
AND p.poll_id IN (SELECT poll_id
FROM questions
WHERE "proximity" IN (?))
AND p.poll_id IN (SELECT poll_id
FROM questions
WHERE "wording_group" IN (?))
AND p.poll_id IN (SELECT poll_id
FROM questions
WHERE "item" IN (?))
AND "p"."house" IN (?)
AND "p"."pollster" IN (?)
AND "p"."population" IN (?)
AND p.same_as IS NOT NULL
AND "p"."added" >= ?
AND coalesce(p.changed, p.added) >= ?
AND "p"."dataset" IN (?)
AND "p"."tier" IN (?)
AND "p"."independent_sources" >= ?
AND p.poll_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
