-- every row
select "t"."region", "r"."label" as "region_name", coalesce(p.trend_date, p.date) as "date", "p"."house", "y"."poll_id", "y"."percent", "y"."margin", "y"."adjusted", "y"."weight", "y"."residual", "t"."wording_group", "t"."pool", coalesce((SELECT v.label
FROM vocabulary v
WHERE (v.kind = 'wording_group'
AND v.value = t.wording_group) OR (v.kind = 'pool'
AND v.value = t.pool)), t.wording_group, t.pool) as "wording_label", "t"."option", "t"."stance", "t"."followed", "t"."subgroup", "t"."population", "t"."from_dataset", "y"."trend_id", "y"."reading_id", y.trend_id || '|' || y.reading_id as "trend_poll_id", "p"."source_id"
from "trend_polls" as "y"
inner join "trends" as "t" on "t"."trend_id" = "y"."trend_id"
inner join "regions" as "r" on "r"."region" = "t"."region"
inner join "polls" as "p" on "p"."poll_id" = "y"."poll_id"
WHERE t.population = 'all'
AND t.from_dataset = 'all'
AND t.followed = 'yes'
ORDER BY p.trend_date DESC NULLS LAST, y.trend_id || '|' || y.reading_id

-- a page of every filter
select "t"."region", "r"."label" as "region_name", coalesce(p.trend_date, p.date) as "date", "p"."house", "y"."poll_id", "y"."percent", "y"."margin", "y"."adjusted", "y"."weight", "y"."residual", "t"."wording_group", "t"."pool", coalesce((SELECT v.label
FROM vocabulary v
WHERE (v.kind = 'wording_group'
AND v.value = t.wording_group) OR (v.kind = 'pool'
AND v.value = t.pool)), t.wording_group, t.pool) as "wording_label", "t"."option", "t"."stance", "t"."followed", "t"."subgroup", "t"."population", "t"."from_dataset", "y"."trend_id", "y"."reading_id", y.trend_id || '|' || y.reading_id as "trend_poll_id", "p"."source_id"
from "trend_polls" as "y"
inner join "trends" as "t" on "t"."trend_id" = "y"."trend_id"
inner join "regions" as "r" on "r"."region" = "t"."region"
inner join "polls" as "p" on "p"."poll_id" = "y"."poll_id"
WHERE "t"."region" IN (?)
AND "t"."wording_group" IN (?)
AND "t"."pool" IN (?)
AND "t"."option" IN (?)
AND t.followed = 'yes'
AND "t"."stance" IN (?)
AND "t"."subgroup" IN (?)
AND "t"."population" IN (?)
AND "t"."from_dataset" IN (?)
AND "p"."trend_date" >= ?
AND "p"."trend_date" <= ?
AND "p"."house" IN (?)
ORDER BY p.trend_date DESC NULLS LAST, y.trend_id || '|' || y.reading_id
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "trend_polls" as "y"
inner join "trends" as "t" on "t"."trend_id" = "y"."trend_id"
inner join "regions" as "r" on "r"."region" = "t"."region"
inner join "polls" as "p" on "p"."poll_id" = "y"."poll_id"
WHERE "t"."region" IN (?)
AND "t"."wording_group" IN (?)
AND "t"."pool" IN (?)
AND "t"."option" IN (?)
AND t.followed = 'yes'
AND "t"."stance" IN (?)
AND "t"."subgroup" IN (?)
AND "t"."population" IN (?)
AND "t"."from_dataset" IN (?)
AND "p"."trend_date" >= ?
AND "p"."trend_date" <= ?
AND "p"."house" IN (?)
