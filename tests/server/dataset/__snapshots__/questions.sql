-- every row
select "p"."region", "r"."label" as "region_name", "p"."date", "p"."date_start", "p"."date_end", "p"."house", "p"."pollster", "p"."population", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'population'
AND v.value = "p"."population"), "p"."population") as "population_label", "q"."topic", "q"."proximity", "q"."wording_group", "q"."item", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'topic'
AND v.value = "q"."topic"), "q"."topic") as "topic_label", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'proximity'
AND v.value = "q"."proximity"), "q"."proximity") as "proximity_label", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'wording_group'
AND v.value = "q"."wording_group"), "q"."wording_group") as "wording_group_label", "q"."multi", "q"."summary", "q"."question_text", "q"."text_source_id", "w"."publisher" as "text_publisher", "w"."url" as "text_url", "q"."poll_id", "q"."added", "q"."changed", "q"."dataset", "q"."question_id", "p"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "p"."tier", "p"."independent_sources"
from "questions" as "q"
inner join "polls" as "p" on "p"."poll_id" = "q"."poll_id"
inner join "regions" as "r" on "r"."region" = "p"."region"
inner join "sources" as "s" on "s"."source_id" = "p"."best_source" left join "sources" as "w" on "w"."source_id" = "q"."text_source_id"
ORDER BY p.date_start DESC NULLS LAST, p.date_end DESC NULLS LAST, q.question_id

-- a page of every filter
select "p"."region", "r"."label" as "region_name", "p"."date", "p"."date_start", "p"."date_end", "p"."house", "p"."pollster", "p"."population", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'population'
AND v.value = "p"."population"), "p"."population") as "population_label", "q"."topic", "q"."proximity", "q"."wording_group", "q"."item", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'topic'
AND v.value = "q"."topic"), "q"."topic") as "topic_label", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'proximity'
AND v.value = "q"."proximity"), "q"."proximity") as "proximity_label", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'wording_group'
AND v.value = "q"."wording_group"), "q"."wording_group") as "wording_group_label", "q"."multi", "q"."summary", "q"."question_text", "q"."text_source_id", "w"."publisher" as "text_publisher", "w"."url" as "text_url", "q"."poll_id", "q"."added", "q"."changed", "q"."dataset", "q"."question_id", "p"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "p"."tier", "p"."independent_sources"
from "questions" as "q"
inner join "polls" as "p" on "p"."poll_id" = "q"."poll_id"
inner join "regions" as "r" on "r"."region" = "p"."region"
inner join "sources" as "s" on "s"."source_id" = "p"."best_source" left join "sources" as "w" on "w"."source_id" = "q"."text_source_id"
WHERE "p"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "p"."date_end" >= ?
AND "p"."date_start" <= ?
AND "q"."topic" IN (?)
AND "q"."proximity" IN (?)
AND "q"."wording_group" IN (?)
AND "q"."item" IN (?)
AND "p"."house" IN (?)
AND "p"."pollster" IN (?)
AND "p"."population" IN (?)
AND "q"."poll_id" IN (?)
AND "q"."added" >= ?
AND coalesce(q.changed, q.added) >= ?
AND "q"."dataset" IN (?)
AND "p"."tier" IN (?)
AND "p"."independent_sources" >= ?
AND q.question_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
ORDER BY p.date_start DESC NULLS LAST, p.date_end DESC NULLS LAST, q.question_id
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "questions" as "q"
inner join "polls" as "p" on "p"."poll_id" = "q"."poll_id"
inner join "regions" as "r" on "r"."region" = "p"."region"
inner join "sources" as "s" on "s"."source_id" = "p"."best_source" left join "sources" as "w" on "w"."source_id" = "q"."text_source_id"
WHERE "p"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "p"."date_end" >= ?
AND "p"."date_start" <= ?
AND "q"."topic" IN (?)
AND "q"."proximity" IN (?)
AND "q"."wording_group" IN (?)
AND "q"."item" IN (?)
AND "p"."house" IN (?)
AND "p"."pollster" IN (?)
AND "p"."population" IN (?)
AND "q"."poll_id" IN (?)
AND "q"."added" >= ?
AND coalesce(q.changed, q.added) >= ?
AND "q"."dataset" IN (?)
AND "p"."tier" IN (?)
AND "p"."independent_sources" >= ?
AND q.question_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
