-- every row
select "r"."region", "r"."label" as "region_name", "r"."name", "r"."kind", "r"."parent", (SELECT replace(group_concat(DISTINCT alias), ',', '~')
FROM region_aliases x
WHERE x.region = r.region) as "aliases", "r"."lon", "r"."lat", "r"."west", "r"."south", "r"."east", "r"."north", (SELECT count(*)
FROM "polls" x JOIN region_closure c ON c.region = x.region
WHERE c.ancestor = r.region
AND x.same_as IS NULL) as "polls", (SELECT count(*)
FROM "actions" x JOIN region_closure c ON c.region = x.region
WHERE c.ancestor = r.region
AND x.action_id NOT IN (SELECT action_id
FROM action_facts
WHERE same_as IS NOT NULL)) as "actions", (SELECT count(*)
FROM observations x
WHERE x.region = r.region) as "observations", "r"."note", "r"."dataset"
from "regions" as "r"
ORDER BY "r"."region" ASC NULLS LAST, r.region

-- a page of every filter
select "r"."region", "r"."label" as "region_name", "r"."name", "r"."kind", "r"."parent", (SELECT replace(group_concat(DISTINCT alias), ',', '~')
FROM region_aliases x
WHERE x.region = r.region) as "aliases", "r"."lon", "r"."lat", "r"."west", "r"."south", "r"."east", "r"."north", (SELECT count(*)
FROM "polls" x JOIN region_closure c ON c.region = x.region
WHERE c.ancestor = r.region
AND x.same_as IS NULL) as "polls", (SELECT count(*)
FROM "actions" x JOIN region_closure c ON c.region = x.region
WHERE c.ancestor = r.region
AND x.action_id NOT IN (SELECT action_id
FROM action_facts
WHERE same_as IS NOT NULL)) as "actions", (SELECT count(*)
FROM observations x
WHERE x.region = r.region) as "observations", "r"."note", "r"."dataset"
from "regions" as "r"
WHERE "r"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "r"."kind" IN (?)
AND "r"."parent" IN (?)
AND 1
AND "r"."dataset" IN (?)
AND r.region IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
ORDER BY "r"."region" ASC NULLS LAST, r.region
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "regions" as "r"
WHERE "r"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "r"."kind" IN (?)
AND "r"."parent" IN (?)
AND 1
AND "r"."dataset" IN (?)
AND r.region IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
