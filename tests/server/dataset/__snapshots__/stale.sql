-- every row
select "f"."region", "r"."label" as "region_name", "f"."date", "f"."record_kind", "f"."record_id", "f"."action_type", "f"."of_kind", "f"."summary", iif(0, 'yes', 'no') as "stale", "f"."single_aggregator", "f"."last_confirmed", "f"."confirmed_by", "f"."fresh_days", "w"."reason" as "limit_reason", "f"."stale_from", "f"."dataset", f.record_kind || '|' || f.record_id as "stale_id", "f"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "f"."tier", "f"."independent_sources"
from "freshness" as "f"
inner join "regions" as "r" on "r"."region" = "f"."region"
inner join "sources" as "s" on "s"."source_id" = "f"."source_id" left join "fresh_limits" as "w" on "w"."record_kind" = "f"."record_kind"
and "w"."of_kind" = "f"."of_kind"
WHERE (f.single_aggregator = 'yes' OR 0)
ORDER BY "f"."last_confirmed" ASC NULLS LAST, f.record_kind || '|' || f.record_id

-- a page of every filter
select "f"."region", "r"."label" as "region_name", "f"."date", "f"."record_kind", "f"."record_id", "f"."action_type", "f"."of_kind", "f"."summary", iif(0, 'yes', 'no') as "stale", "f"."single_aggregator", "f"."last_confirmed", "f"."confirmed_by", "f"."fresh_days", "w"."reason" as "limit_reason", "f"."stale_from", "f"."dataset", f.record_kind || '|' || f.record_id as "stale_id", "f"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "f"."tier", "f"."independent_sources"
from "freshness" as "f"
inner join "regions" as "r" on "r"."region" = "f"."region"
inner join "sources" as "s" on "s"."source_id" = "f"."source_id" left join "fresh_limits" as "w" on "w"."record_kind" = "f"."record_kind"
and "w"."of_kind" = "f"."of_kind"
WHERE (f.single_aggregator = 'yes' OR 0)
AND 0
AND "f"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "f"."date_end" >= ?
AND "f"."date_start" <= ?
AND "f"."record_kind" IN (?)
AND 1
AND "f"."single_aggregator" IN (?)
AND "f"."action_type" IN (?)
AND "f"."dataset" IN (?)
AND "f"."tier" IN (?)
ORDER BY "f"."last_confirmed" ASC NULLS LAST, f.record_kind || '|' || f.record_id
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "freshness" as "f"
inner join "regions" as "r" on "r"."region" = "f"."region"
inner join "sources" as "s" on "s"."source_id" = "f"."source_id" left join "fresh_limits" as "w" on "w"."record_kind" = "f"."record_kind"
and "w"."of_kind" = "f"."of_kind"
WHERE (f.single_aggregator = 'yes' OR 0)
AND 0
AND "f"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "f"."date_end" >= ?
AND "f"."date_start" <= ?
AND "f"."record_kind" IN (?)
AND 1
AND "f"."single_aggregator" IN (?)
AND "f"."action_type" IN (?)
AND "f"."dataset" IN (?)
AND "f"."tier" IN (?)
