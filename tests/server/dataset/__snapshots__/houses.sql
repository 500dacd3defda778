-- every row
select "t"."region", "r"."label" as "region_name", "e"."factor", "e"."name", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.value = e.name
AND v.kind = CASE e.factor WHEN 'population' THEN 'population' WHEN 'wording' THEN 'wording_group' END), e.name) as "name_label", "e"."effect", "e"."low95", "e"."high95", "e"."polls", "t"."wording_group", "t"."pool", coalesce((SELECT v.label
FROM vocabulary v
WHERE (v.kind = 'wording_group'
AND v.value = t.wording_group) OR (v.kind = 'pool'
AND v.value = t.pool)), t.wording_group, t.pool) as "wording_label", "t"."option", "t"."stance", "t"."followed", "t"."subgroup", "t"."population", "t"."from_dataset", "e"."trend_id", e.trend_id || '|' || e.factor || '|' || e.name as "effect_id"
from "trend_effects" as "e"
inner join "trends" as "t" on "t"."trend_id" = "e"."trend_id"
inner join "regions" as "r" on "r"."region" = "t"."region"
WHERE t.population = 'all'
AND t.from_dataset = 'all'
AND t.followed = 'yes'
ORDER BY "e"."name" ASC NULLS LAST, e.trend_id || '|' || e.factor || '|' || e.name

-- a page of every filter
select "t"."region", "r"."label" as "region_name", "e"."factor", "e"."name", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.value = e.name
AND v.kind = CASE e.factor WHEN 'population' THEN 'population' WHEN 'wording' THEN 'wording_group' END), e.name) as "name_label", "e"."effect", "e"."low95", "e"."high95", "e"."polls", "t"."wording_group", "t"."pool", coalesce((SELECT v.label
FROM vocabulary v
WHERE (v.kind = 'wording_group'
AND v.value = t.wording_group) OR (v.kind = 'pool'
AND v.value = t.pool)), t.wording_group, t.pool) as "wording_label", "t"."option", "t"."stance", "t"."followed", "t"."subgroup", "t"."population", "t"."from_dataset", "e"."trend_id", e.trend_id || '|' || e.factor || '|' || e.name as "effect_id"
from "trend_effects" as "e"
inner join "trends" as "t" on "t"."trend_id" = "e"."trend_id"
inner join "regions" as "r" on "r"."region" = "t"."region"
WHERE "t"."region" IN (?)
AND "t"."wording_group" IN (?)
AND "t"."pool" IN (?)
AND "t"."option" IN (?)
AND t.followed = 'yes'
AND "t"."stance" IN (?)
AND "t"."subgroup" IN (?)
AND "t"."population" IN (?)
AND "t"."from_dataset" IN (?)
AND "e"."factor" IN (?)
AND "e"."name" IN (?)
ORDER BY "e"."name" ASC NULLS LAST, e.trend_id || '|' || e.factor || '|' || e.name
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "trend_effects" as "e"
inner join "trends" as "t" on "t"."trend_id" = "e"."trend_id"
inner join "regions" as "r" on "r"."region" = "t"."region"
WHERE "t"."region" IN (?)
AND "t"."wording_group" IN (?)
AND "t"."pool" IN (?)
AND "t"."option" IN (?)
AND t.followed = 'yes'
AND "t"."stance" IN (?)
AND "t"."subgroup" IN (?)
AND "t"."population" IN (?)
AND "t"."from_dataset" IN (?)
AND "e"."factor" IN (?)
AND "e"."name" IN (?)
