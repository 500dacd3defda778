-- every row
select "e"."region", "r"."label" as "region_name", "e"."date", "f"."record_kind", "f"."record_id", "e"."action_type", "e"."summary", iif(0, 'yes', 'no') as "stale", "f"."single_aggregator", "f"."last_confirmed", "f"."confirmed_by", "f"."fresh_days", "f"."stale_from", "e"."dataset", f.record_kind || '|' || f.record_id as "stale_id", "s"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "e"."tier", "e"."independent_sources"
from "freshness" as "f"
inner join (SELECT 'action' AS record_kind, action_id AS record_id, region, date, date_start, date_end, action_type, summary, source_id, dataset, tier, independent_sources
FROM actions UNION ALL SELECT 'poll', poll_id, region, date, date_start, date_end, NULL, house, source_id, dataset, tier, independent_sources
FROM polls) as "e" on "e"."record_kind" = "f"."record_kind"
and "e"."record_id" = "f"."record_id"
inner join "regions" as "r" on "r"."region" = "e"."region"
inner join "sources" as "s" on "s"."source_id" = "e"."source_id"
where (f.single_aggregator = 'yes' OR 0)
order by f.last_confirmed ASC NULLS LAST, f.record_kind || '|' || f.record_id

-- a page of every filter
select "e"."region", "r"."label" as "region_name", "e"."date", "f"."record_kind", "f"."record_id", "e"."action_type", "e"."summary", iif(0, 'yes', 'no') as "stale", "f"."single_aggregator", "f"."last_confirmed", "f"."confirmed_by", "f"."fresh_days", "f"."stale_from", "e"."dataset", f.record_kind || '|' || f.record_id as "stale_id", "s"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "e"."tier", "e"."independent_sources"
from "freshness" as "f"
inner join (SELECT 'action' AS record_kind, action_id AS record_id, region, date, date_start, date_end, action_type, summary, source_id, dataset, tier, independent_sources
FROM actions UNION ALL SELECT 'poll', poll_id, region, date, date_start, date_end, NULL, house, source_id, dataset, tier, independent_sources
FROM polls) as "e" on "e"."record_kind" = "f"."record_kind"
and "e"."record_id" = "f"."record_id"
inner join "regions" as "r" on "r"."region" = "e"."region"
inner join "sources" as "s" on "s"."source_id" = "e"."source_id"
where (f.single_aggregator = 'yes' OR 0)
and 0
and "e"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
and "e"."date_end" >= ?
and "e"."date_start" <= ?
and "f"."record_kind" IN (?)
and 1
and "f"."single_aggregator" IN (?)
and "e"."action_type" IN (?)
and "e"."dataset" IN (?)
and "e"."tier" IN (?)
order by f.last_confirmed ASC NULLS LAST, f.record_kind || '|' || f.record_id
limit ? offset ?

-- the count of every filter
select count(*) as "total"
from "freshness" as "f"
inner join (SELECT 'action' AS record_kind, action_id AS record_id, region, date, date_start, date_end, action_type, summary, source_id, dataset, tier, independent_sources
FROM actions UNION ALL SELECT 'poll', poll_id, region, date, date_start, date_end, NULL, house, source_id, dataset, tier, independent_sources
FROM polls) as "e" on "e"."record_kind" = "f"."record_kind"
and "e"."record_id" = "f"."record_id"
inner join "regions" as "r" on "r"."region" = "e"."region"
inner join "sources" as "s" on "s"."source_id" = "e"."source_id"
where (f.single_aggregator = 'yes' OR 0)
and 0
and "e"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
and "e"."date_end" >= ?
and "e"."date_start" <= ?
and "f"."record_kind" IN (?)
and 1
and "f"."single_aggregator" IN (?)
and "e"."action_type" IN (?)
and "e"."dataset" IN (?)
and "e"."tier" IN (?)
