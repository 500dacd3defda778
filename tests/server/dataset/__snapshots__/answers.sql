-- every row
select "p"."region", "r"."label" as "region_name", "p"."date", "p"."date_start", "p"."date_end", "p"."house", "p"."pollster", "p"."population", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'population'
AND v.value = "p"."population"), "p"."population") as "population_label", "p"."sample_size", "q"."topic", "q"."proximity", "q"."wording_group", "q"."item", "q"."summary", "a"."subgroup_kind", "a"."subgroup", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'subgroup'
AND v.value = "a"."subgroup"), "a"."subgroup") as "subgroup_label", "a"."option", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'option'
AND v.value = "a"."option"), "a"."option") as "option_label", "a"."stance", "a"."strength", "a"."percent", "a"."qualifier", "a"."reading", "a"."note", "q"."poll_id", "a"."question_id", "a"."added", "a"."changed", "a"."dataset", a.question_id || '|' || a.subgroup || '|' || a.option as "answer_id", "p"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "p"."tier", "p"."independent_sources"
from "answers" as "a"
inner join "questions" as "q" on "q"."question_id" = "a"."question_id"
inner join "polls" as "p" on "p"."poll_id" = "q"."poll_id"
inner join "regions" as "r" on "r"."region" = "p"."region"
inner join "sources" as "s" on "s"."source_id" = "p"."best_source"
ORDER BY p.date_start DESC NULLS LAST, p.date_end DESC NULLS LAST, a.question_id, a.subgroup, a.option, a.dataset

-- a page of every filter
select "p"."region", "r"."label" as "region_name", "p"."date", "p"."date_start", "p"."date_end", "p"."house", "p"."pollster", "p"."population", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'population'
AND v.value = "p"."population"), "p"."population") as "population_label", "p"."sample_size", "q"."topic", "q"."proximity", "q"."wording_group", "q"."item", "q"."summary", "a"."subgroup_kind", "a"."subgroup", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'subgroup'
AND v.value = "a"."subgroup"), "a"."subgroup") as "subgroup_label", "a"."option", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'option'
AND v.value = "a"."option"), "a"."option") as "option_label", "a"."stance", "a"."strength", "a"."percent", "a"."qualifier", "a"."reading", "a"."note", "q"."poll_id", "a"."question_id", "a"."added", "a"."changed", "a"."dataset", a.question_id || '|' || a.subgroup || '|' || a.option as "answer_id", "p"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "p"."tier", "p"."independent_sources"
from "answers" as "a"
inner join "questions" as "q" on "q"."question_id" = "a"."question_id"
inner join "polls" as "p" on "p"."poll_id" = "q"."poll_id"
inner join "regions" as "r" on "r"."region" = "p"."region"
inner join "sources" as "s" on "s"."source_id" = "p"."best_source"
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
AND "a"."subgroup" IN (?)
AND "a"."stance" IN (?)
AND "q"."poll_id" IN (?)
AND "a"."added" >= ?
AND coalesce(a.changed, a.added) >= ?
AND "a"."dataset" IN (?)
AND "p"."tier" IN (?)
AND "p"."independent_sources" >= ?
AND a.question_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
ORDER BY p.date_start DESC NULLS LAST, p.date_end DESC NULLS LAST, a.question_id, a.subgroup, a.option, a.dataset
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "answers" as "a"
inner join "questions" as "q" on "q"."question_id" = "a"."question_id"
inner join "polls" as "p" on "p"."poll_id" = "q"."poll_id"
inner join "regions" as "r" on "r"."region" = "p"."region"
inner join "sources" as "s" on "s"."source_id" = "p"."best_source"
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
AND "a"."subgroup" IN (?)
AND "a"."stance" IN (?)
AND "q"."poll_id" IN (?)
AND "a"."added" >= ?
AND coalesce(a.changed, a.added) >= ?
AND "a"."dataset" IN (?)
AND "p"."tier" IN (?)
AND "p"."independent_sources" >= ?
AND a.question_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
