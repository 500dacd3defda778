-- every row
select "m"."region", "r"."label" as "region_name", "m"."valid_from" as "date", "m"."date_start", "m"."date_end", "m"."model", "m"."model_name", "m"."provider", "m"."host", "m"."model_class", "m"."open_weights", "m"."released", "m"."input_usd_per_mtok", "m"."cached_input_usd_per_mtok", "m"."output_usd_per_mtok", "m"."blended_usd_per_mtok", "m"."valid_from_basis", "m"."condition", "m"."valid_to", "m"."end_basis", "h"."stale_from", "m"."note", "m"."added", "m"."changed", "m"."dataset", m.model || '|' || coalesce(m.host, '') || '|' || coalesce(m.valid_from, '') as "model_price_id", "m"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "m"."tier", "m"."independent_sources"
from "model_prices" as "m"
inner join "regions" as "r" on "r"."region" = "m"."region"
inner join "sources" as "s" on "s"."source_id" = "m"."best_source" left join "freshness" as "h" on "h"."record_kind" = 'model_price'
and "h"."record_id" = m.model || '|' || coalesce(m.host, '') || '|' || coalesce(m.valid_from, '') || iif(m.dataset = 'groundswell', '', '|' || m.dataset)
ORDER BY m.date_start DESC NULLS LAST, m.date_end DESC NULLS LAST, m.model, m.host, m.valid_from, m.dataset

-- a page of every filter
select "m"."region", "r"."label" as "region_name", "m"."valid_from" as "date", "m"."date_start", "m"."date_end", "m"."model", "m"."model_name", "m"."provider", "m"."host", "m"."model_class", "m"."open_weights", "m"."released", "m"."input_usd_per_mtok", "m"."cached_input_usd_per_mtok", "m"."output_usd_per_mtok", "m"."blended_usd_per_mtok", "m"."valid_from_basis", "m"."condition", "m"."valid_to", "m"."end_basis", "h"."stale_from", "m"."note", "m"."added", "m"."changed", "m"."dataset", m.model || '|' || coalesce(m.host, '') || '|' || coalesce(m.valid_from, '') as "model_price_id", "m"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "m"."tier", "m"."independent_sources"
from "model_prices" as "m"
inner join "regions" as "r" on "r"."region" = "m"."region"
inner join "sources" as "s" on "s"."source_id" = "m"."best_source" left join "freshness" as "h" on "h"."record_kind" = 'model_price'
and "h"."record_id" = m.model || '|' || coalesce(m.host, '') || '|' || coalesce(m.valid_from, '') || iif(m.dataset = 'groundswell', '', '|' || m.dataset)
WHERE "m"."region" IN (?)
AND "m"."date_end" >= ?
AND "m"."date_start" <= ?
AND "m"."provider" IN (?)
AND "m"."model" IN (?)
AND "m"."host" IN (?)
AND "m"."model_class" IN (?)
AND "m"."open_weights" IN (?)
AND "m"."condition" IN (?)
AND "m"."added" >= ?
AND coalesce(m.changed, m.added) >= ?
AND "m"."dataset" IN (?)
AND "m"."tier" IN (?)
AND "m"."independent_sources" >= ?
AND m.model || '|' || coalesce(m.host, '') || '|' || coalesce(m.valid_from, '') IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
ORDER BY m.date_start DESC NULLS LAST, m.date_end DESC NULLS LAST, m.model, m.host, m.valid_from, m.dataset
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "model_prices" as "m"
inner join "regions" as "r" on "r"."region" = "m"."region"
inner join "sources" as "s" on "s"."source_id" = "m"."best_source" left join "freshness" as "h" on "h"."record_kind" = 'model_price'
and "h"."record_id" = m.model || '|' || coalesce(m.host, '') || '|' || coalesce(m.valid_from, '') || iif(m.dataset = 'groundswell', '', '|' || m.dataset)
WHERE "m"."region" IN (?)
AND "m"."date_end" >= ?
AND "m"."date_start" <= ?
AND "m"."provider" IN (?)
AND "m"."model" IN (?)
AND "m"."host" IN (?)
AND "m"."model_class" IN (?)
AND "m"."open_weights" IN (?)
AND "m"."condition" IN (?)
AND "m"."added" >= ?
AND coalesce(m.changed, m.added) >= ?
AND "m"."dataset" IN (?)
AND "m"."tier" IN (?)
AND "m"."independent_sources" >= ?
AND m.model || '|' || coalesce(m.host, '') || '|' || coalesce(m.valid_from, '') IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
