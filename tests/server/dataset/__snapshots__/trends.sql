-- every row
select "t"."region", "r"."label" as "region_name", "d"."day" as "date", "d"."method", "d"."known", "d"."estimate", "d"."low80", "d"."high80", "d"."low95", "d"."high95", "d"."polls", "d"."houses", "t"."wording_group", "t"."pool", coalesce((SELECT v.label
FROM vocabulary v
WHERE (v.kind = 'wording_group'
AND v.value = t.wording_group) OR (v.kind = 'pool'
AND v.value = t.pool)), t.wording_group, t.pool) as "wording_label", "t"."option", "t"."stance", "t"."followed", "t"."subgroup", "t"."population", "t"."from_dataset", "d"."trend_id", d.trend_id || '|' || d.method || '|' || d.day || CASE d.known WHEN 'then' THEN '|then' ELSE '' END as "estimate_id"
from "trend_days" as "d"
inner join "trends" as "t" on "t"."trend_id" = "d"."trend_id"
inner join "regions" as "r" on "r"."region" = "t"."region"
WHERE t.population = 'all'
AND t.from_dataset = 'all'
AND t.followed = 'yes'
AND d.known = 'now'
ORDER BY "d"."day" DESC NULLS LAST, d.trend_id, d.method, d.day, d.known

-- a page of every filter
select "t"."region", "r"."label" as "region_name", "d"."day" as "date", "d"."method", "d"."known", "d"."estimate", "d"."low80", "d"."high80", "d"."low95", "d"."high95", "d"."polls", "d"."houses", "t"."wording_group", "t"."pool", coalesce((SELECT v.label
FROM vocabulary v
WHERE (v.kind = 'wording_group'
AND v.value = t.wording_group) OR (v.kind = 'pool'
AND v.value = t.pool)), t.wording_group, t.pool) as "wording_label", "t"."option", "t"."stance", "t"."followed", "t"."subgroup", "t"."population", "t"."from_dataset", "d"."trend_id", d.trend_id || '|' || d.method || '|' || d.day || CASE d.known WHEN 'then' THEN '|then' ELSE '' END as "estimate_id"
from "trend_days" as "d"
inner join "trends" as "t" on "t"."trend_id" = "d"."trend_id"
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
AND "d"."day" >= ?
AND "d"."day" <= ?
AND "d"."method" IN (?)
AND d.known = ?
ORDER BY "d"."day" DESC NULLS LAST, d.trend_id, d.method, d.day, d.known
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "trend_days" as "d"
inner join "trends" as "t" on "t"."trend_id" = "d"."trend_id"
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
AND "d"."day" >= ?
AND "d"."day" <= ?
AND "d"."method" IN (?)
AND d.known = ?
