-- every row
select "g"."region", "r"."label" as "region_name", "g"."date", "g"."date_basis", "g"."date_start", "g"."date_end", "g"."date_precision", "g"."trend_date", "g"."field_days", "g"."house", "g"."pollster", "g"."population", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'population'
AND v.value = "g"."population"), "g"."population") as "population_label", "g"."topic", "g"."proximity", "g"."wording_group", "g"."item", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'topic'
AND v.value = "g"."topic"), "g"."topic") as "topic_label", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'proximity'
AND v.value = "g"."proximity"), "g"."proximity") as "proximity_label", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'wording_group'
AND v.value = "g"."wording_group"), "g"."wording_group") as "wording_group_label", "g"."summary", (SELECT q.question_text
FROM questions q
WHERE q.question_id = g.question_id) as "question_text", "g"."subgroup_kind", "g"."subgroup", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'subgroup'
AND v.value = "g"."subgroup"), "g"."subgroup") as "subgroup_label", "g"."option", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'option'
AND v.value = "g"."option"), "g"."option") as "option_label", "g"."stance", "g"."followed", "g"."percent", "g"."qualifier", "g"."sample_size", "g"."margin", "g"."margin_basis", "g"."poll_id", "g"."question_id", "g"."dataset", g.question_id || '|' || g.subgroup || '|' || g.option as "reading_id", "g"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "g"."tier", "g"."independent_sources"
from "readings" as "g"
inner join "regions" as "r" on "r"."region" = "g"."region"
inner join "sources" as "s" on "s"."source_id" = "g"."best_source"
WHERE g.followed = 'yes'
ORDER BY g.date_start DESC NULLS LAST, g.date_end DESC NULLS LAST, g.question_id, g.subgroup, g.option, g.dataset

-- a page of every filter
select "g"."region", "r"."label" as "region_name", "g"."date", "g"."date_basis", "g"."date_start", "g"."date_end", "g"."date_precision", "g"."trend_date", "g"."field_days", "g"."house", "g"."pollster", "g"."population", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'population'
AND v.value = "g"."population"), "g"."population") as "population_label", "g"."topic", "g"."proximity", "g"."wording_group", "g"."item", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'topic'
AND v.value = "g"."topic"), "g"."topic") as "topic_label", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'proximity'
AND v.value = "g"."proximity"), "g"."proximity") as "proximity_label", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'wording_group'
AND v.value = "g"."wording_group"), "g"."wording_group") as "wording_group_label", "g"."summary", (SELECT q.question_text
FROM questions q
WHERE q.question_id = g.question_id) as "question_text", "g"."subgroup_kind", "g"."subgroup", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'subgroup'
AND v.value = "g"."subgroup"), "g"."subgroup") as "subgroup_label", "g"."option", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'option'
AND v.value = "g"."option"), "g"."option") as "option_label", "g"."stance", "g"."followed", "g"."percent", "g"."qualifier", "g"."sample_size", "g"."margin", "g"."margin_basis", "g"."poll_id", "g"."question_id", "g"."dataset", g.question_id || '|' || g.subgroup || '|' || g.option as "reading_id", "g"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "g"."tier", "g"."independent_sources"
from "readings" as "g"
inner join "regions" as "r" on "r"."region" = "g"."region"
inner join "sources" as "s" on "s"."source_id" = "g"."best_source"
WHERE "g"."region" IN (?)
AND "g"."date_end" >= ?
AND "g"."date_start" <= ?
AND "g"."topic" IN (?)
AND "g"."proximity" IN (?)
AND "g"."wording_group" IN (?)
AND g.wording_group IN (SELECT wording_group
FROM pools
WHERE pool = ?)
AND "g"."item" IN (?)
AND "g"."house" IN (?)
AND "g"."pollster" IN (?)
AND "g"."population" IN (?)
AND "g"."subgroup" IN (?)
AND "g"."option" IN (?)
AND g.followed = 'yes'
AND "g"."stance" IN (?)
AND "g"."dataset" IN (?)
AND "g"."tier" IN (?)
AND "g"."independent_sources" >= ?
AND g.question_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
ORDER BY g.date_start DESC NULLS LAST, g.date_end DESC NULLS LAST, g.question_id, g.subgroup, g.option, g.dataset
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "readings" as "g"
inner join "regions" as "r" on "r"."region" = "g"."region"
inner join "sources" as "s" on "s"."source_id" = "g"."best_source"
WHERE "g"."region" IN (?)
AND "g"."date_end" >= ?
AND "g"."date_start" <= ?
AND "g"."topic" IN (?)
AND "g"."proximity" IN (?)
AND "g"."wording_group" IN (?)
AND g.wording_group IN (SELECT wording_group
FROM pools
WHERE pool = ?)
AND "g"."item" IN (?)
AND "g"."house" IN (?)
AND "g"."pollster" IN (?)
AND "g"."population" IN (?)
AND "g"."subgroup" IN (?)
AND "g"."option" IN (?)
AND g.followed = 'yes'
AND "g"."stance" IN (?)
AND "g"."dataset" IN (?)
AND "g"."tier" IN (?)
AND "g"."independent_sources" >= ?
AND g.question_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
