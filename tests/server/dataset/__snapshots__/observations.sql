-- every row
select "o"."region", "r"."label" as "region_name", "o"."period" as "date", "o"."date_start", "o"."date_end", "o"."date_precision", "o"."series_id", "i"."title" as "series_title", "o"."value", "o"."low", "o"."high", "i"."unit", "o"."estimate", "o"."vintage", "o"."origin", "o"."latest", "i"."category", "i"."subject", "o"."note", "o"."added", "o"."changed", "o"."dataset", o.series_id || '|' || o.region || '|' || o.period || '|' || coalesce(o.vintage, '') as "observation_id", "o"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "o"."tier", "o"."independent_sources"
from observations as o INDEXED BY observations_dates
inner join "series" as "i" on "i"."series_id" = "o"."series_id"
inner join "regions" as "r" on "r"."region" = "o"."region"
inner join "sources" as "s" on "s"."source_id" = "o"."best_source"
WHERE o.latest = 'yes'
ORDER BY o.date_start DESC NULLS LAST, o.date_end DESC NULLS LAST, o.series_id, o.region, o.period, o.vintage, o.dataset

-- a page of every filter
select "o"."region", "r"."label" as "region_name", "o"."period" as "date", "o"."date_start", "o"."date_end", "o"."date_precision", "o"."series_id", "i"."title" as "series_title", "o"."value", "o"."low", "o"."high", "i"."unit", "o"."estimate", "o"."vintage", "o"."origin", "o"."latest", "i"."category", "i"."subject", "o"."note", "o"."added", "o"."changed", "o"."dataset", o.series_id || '|' || o.region || '|' || o.period || '|' || coalesce(o.vintage, '') as "observation_id", "o"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "o"."tier", "o"."independent_sources"
from observations as o
inner join "series" as "i" on "i"."series_id" = "o"."series_id"
inner join "regions" as "r" on "r"."region" = "o"."region"
inner join "sources" as "s" on "s"."source_id" = "o"."best_source"
WHERE o.rowid IN (SELECT o.rowid
FROM observations o
WHERE "o"."region" IN (?)
AND "o"."date_end" >= ?
AND "o"."date_start" <= ?
AND "o"."series_id" IN (?)
AND o.series_id IN (SELECT series_id
FROM series
WHERE "category" IN (?))
AND o.series_id IN (SELECT series_id
FROM series
WHERE "subject" IN (?))
AND o.series_id IN (SELECT series_id
FROM series
WHERE "frequency" IN (?))
AND "o"."estimate" IN (?)
AND ("o"."vintage" IS NULL OR iif(length("o"."vintage") = 10, "o"."vintage", last_day("o"."vintage")) <= ?)
AND (o.latest = 'yes' OR NOT EXISTS ( SELECT 1
FROM observations n
WHERE n.series_id = o.series_id
AND n.region = o.region
AND n.period = o.period
AND n.dataset = o.dataset
AND ("n"."vintage" IS NULL OR iif(length("n"."vintage") = 10, "n"."vintage", last_day("n"."vintage")) <= ?)
AND ((SELECT i.precedence IS NULL OR i.precedence = "n"."origin"
FROM series i
WHERE i.series_id = o.series_id), coalesce(last_day(n.vintage), ''), coalesce(n.vintage, '')) > ((SELECT i.precedence IS NULL OR i.precedence = "o"."origin"
FROM series i
WHERE i.series_id = o.series_id), coalesce(last_day(o.vintage), ''), coalesce(o.vintage, ''))))
AND "o"."added" >= ?
AND coalesce(o.changed, o.added) >= ?
AND "o"."dataset" IN (?)
AND "o"."tier" IN (?)
AND "o"."independent_sources" >= ?
AND o.series_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
ORDER BY o.date_start DESC NULLS LAST, o.date_end DESC NULLS LAST, o.series_id, o.region, o.period, o.vintage, o.dataset
LIMIT ? OFFSET ?)
ORDER BY o.date_start DESC NULLS LAST, o.date_end DESC NULLS LAST, o.series_id, o.region, o.period, o.vintage, o.dataset

-- the count of every filter
SELECT count(*) AS total
FROM observations AS o
WHERE "o"."region" IN (?)
AND "o"."date_end" >= ?
AND "o"."date_start" <= ?
AND "o"."series_id" IN (?)
AND o.series_id IN (SELECT series_id
FROM series
WHERE "category" IN (?))
AND o.series_id IN (SELECT series_id
FROM series
WHERE "subject" IN (?))
AND o.series_id IN (SELECT series_id
FROM series
WHERE "frequency" IN (?))
AND "o"."estimate" IN (?)
AND ("o"."vintage" IS NULL OR iif(length("o"."vintage") = 10, "o"."vintage", last_day("o"."vintage")) <= ?)
AND (o.latest = 'yes' OR NOT EXISTS ( SELECT 1
FROM observations n
WHERE n.series_id = o.series_id
AND n.region = o.region
AND n.period = o.period
AND n.dataset = o.dataset
AND ("n"."vintage" IS NULL OR iif(length("n"."vintage") = 10, "n"."vintage", last_day("n"."vintage")) <= ?)
AND ((SELECT i.precedence IS NULL OR i.precedence = "n"."origin"
FROM series i
WHERE i.series_id = o.series_id), coalesce(last_day(n.vintage), ''), coalesce(n.vintage, '')) > ((SELECT i.precedence IS NULL OR i.precedence = "o"."origin"
FROM series i
WHERE i.series_id = o.series_id), coalesce(last_day(o.vintage), ''), coalesce(o.vintage, ''))))
AND "o"."added" >= ?
AND coalesce(o.changed, o.added) >= ?
AND "o"."dataset" IN (?)
AND "o"."tier" IN (?)
AND "o"."independent_sources" >= ?
AND o.series_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
