-- every row
select "n"."region", "r"."label" as "region_name", "n"."population_2020_april_base", "n"."population_2020", "n"."population_2024", "n"."population_newest", "n"."population_newest_year", "n"."vintage", "n"."population_acs_2019_2023", "n"."land_sq_mi", "n"."county_subdivisions", "n"."municipalities_placed", "n"."municipalities_share_placed_in_state", "n"."note", "n"."dataset", "s"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "s"."tier"
from "populations" as "n" left join "regions" as "r" on "r"."region" = "n"."region"
inner join "sources" as "s" on "s"."source_id" = "n"."source_id"
ORDER BY "n"."region" ASC NULLS LAST, n.region

-- a page of every filter
select "n"."region", "r"."label" as "region_name", "n"."population_2020_april_base", "n"."population_2020", "n"."population_2024", "n"."population_newest", "n"."population_newest_year", "n"."vintage", "n"."population_acs_2019_2023", "n"."land_sq_mi", "n"."county_subdivisions", "n"."municipalities_placed", "n"."municipalities_share_placed_in_state", "n"."note", "n"."dataset", "s"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "s"."tier"
from "populations" as "n" left join "regions" as "r" on "r"."region" = "n"."region"
inner join "sources" as "s" on "s"."source_id" = "n"."source_id"
WHERE "n"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "n"."dataset" IN (?)
ORDER BY "n"."region" ASC NULLS LAST, n.region
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "populations" as "n" left join "regions" as "r" on "r"."region" = "n"."region"
inner join "sources" as "s" on "s"."source_id" = "n"."source_id"
WHERE "n"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "n"."dataset" IN (?)
