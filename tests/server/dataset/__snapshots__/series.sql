-- every row
select "s"."series_id", "s"."title", "s"."unit", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'unit'
AND v.value = "s"."unit"), "s"."unit") as "unit_label", "s"."frequency", "s"."category", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'category'
AND v.value = "s"."category"), "s"."category") as "category_label", "s"."subject", "s"."subject_kind", "s"."description", "s"."polarity", "s"."basis", "s"."precedence", "n"."observations", "n"."regions", "n"."first_date", "n"."last_date", "s"."added", "s"."changed", "s"."dataset"
from "series" as "s"
inner join (SELECT series_id, sum(observations) AS observations, count(*) AS regions, min(first_date) AS first_date, max(last_date) AS last_date
FROM series_regions o
WHERE 1 GROUP BY series_id) as "n" on "n"."series_id" = "s"."series_id"
ORDER BY "s"."title" ASC NULLS LAST, s.series_id

-- a page of every filter
select "s"."series_id", "s"."title", "s"."unit", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'unit'
AND v.value = "s"."unit"), "s"."unit") as "unit_label", "s"."frequency", "s"."category", coalesce((SELECT v.label
FROM vocabulary v
WHERE v.kind = 'category'
AND v.value = "s"."category"), "s"."category") as "category_label", "s"."subject", "s"."subject_kind", "s"."description", "s"."polarity", "s"."basis", "s"."precedence", "n"."observations", "n"."regions", "n"."first_date", "n"."last_date", "s"."added", "s"."changed", "s"."dataset"
from "series" as "s"
inner join (SELECT series_id, sum(observations) AS observations, count(*) AS regions, min(first_date) AS first_date, max(last_date) AS last_date
FROM series_regions o
WHERE o.region IN (?) GROUP BY series_id) as "n" on "n"."series_id" = "s"."series_id"
WHERE "s"."series_id" IN (?)
AND "s"."category" IN (?)
AND "s"."subject" IN (?)
AND "s"."frequency" IN (?)
AND "s"."added" >= ?
AND coalesce(s.changed, s.added) >= ?
AND "s"."dataset" IN (?)
AND s.series_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
ORDER BY "s"."title" ASC NULLS LAST, s.series_id
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "series" as "s"
inner join (SELECT series_id, sum(observations) AS observations, count(*) AS regions, min(first_date) AS first_date, max(last_date) AS last_date
FROM series_regions o
WHERE o.region IN (?) GROUP BY series_id) as "n" on "n"."series_id" = "s"."series_id"
WHERE "s"."series_id" IN (?)
AND "s"."category" IN (?)
AND "s"."subject" IN (?)
AND "s"."frequency" IN (?)
AND "s"."added" >= ?
AND coalesce(s.changed, s.added) >= ?
AND "s"."dataset" IN (?)
AND s.series_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
