-- every row
select "t"."region", "r"."label" as "region_name", "t"."date", "t"."action_type", "t"."dataset", "t"."action_id"
from "first_test_actions" as "t"
inner join "regions" as "r" on "r"."region" = "t"."region"
ORDER BY "t"."date" DESC NULLS LAST, t.action_id

-- a page of every filter
select "t"."region", "r"."label" as "region_name", "t"."date", "t"."action_type", "t"."dataset", "t"."action_id"
from "first_test_actions" as "t"
inner join "regions" as "r" on "r"."region" = "t"."region"
WHERE "t"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "t"."dataset" IN (?)
ORDER BY "t"."date" DESC NULLS LAST, t.action_id
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "first_test_actions" as "t"
inner join "regions" as "r" on "r"."region" = "t"."region"
WHERE "t"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "t"."dataset" IN (?)
