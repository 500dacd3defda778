-- every row
select "f"."region", "r"."label" as "region_name", "f"."origin_day", "f"."basis", "f"."frozen_on", "f"."code_commit", "f"."state", "f"."size_state", "f"."three", "f"."dataset", f.origin_day || '|' || f.basis || '|' || f.region as "forecast_id"
from "forecasts" as "f"
inner join "regions" as "r" on "r"."region" = "f"."region"
ORDER BY "f"."origin_day" DESC NULLS LAST, f.origin_day || '|' || f.basis || '|' || f.region

-- a page of every filter
select "f"."region", "r"."label" as "region_name", "f"."origin_day", "f"."basis", "f"."frozen_on", "f"."code_commit", "f"."state", "f"."size_state", "f"."three", "f"."dataset", f.origin_day || '|' || f.basis || '|' || f.region as "forecast_id"
from "forecasts" as "f"
inner join "regions" as "r" on "r"."region" = "f"."region"
WHERE "f"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "f"."basis" IN (?)
AND "f"."dataset" IN (?)
ORDER BY "f"."origin_day" DESC NULLS LAST, f.origin_day || '|' || f.basis || '|' || f.region
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "forecasts" as "f"
inner join "regions" as "r" on "r"."region" = "f"."region"
WHERE "f"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "f"."basis" IN (?)
AND "f"."dataset" IN (?)
