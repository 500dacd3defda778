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
order by "title" ASC NULLS LAST, s.series_id

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
where "s"."series_id" IN (?)
and "s"."category" IN (?)
and "s"."subject" IN (?)
and "s"."frequency" IN (?)
and "s"."added" >= ?
and coalesce(s.changed, s.added) >= ?
and "s"."dataset" IN (?)
and s.series_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
order by "title" ASC NULLS LAST, s.series_id
limit ? offset ?

-- the count of every filter
select count(*) as "total"
from "series" as "s"
inner join (SELECT series_id, sum(observations) AS observations, count(*) AS regions, min(first_date) AS first_date, max(last_date) AS last_date
FROM series_regions o
WHERE o.region IN (?) GROUP BY series_id) as "n" on "n"."series_id" = "s"."series_id"
where "s"."series_id" IN (?)
and "s"."category" IN (?)
and "s"."subject" IN (?)
and "s"."frequency" IN (?)
and "s"."added" >= ?
and coalesce(s.changed, s.added) >= ?
and "s"."dataset" IN (?)
and s.series_id IN (SELECT id
FROM search
WHERE kind = ?
AND search MATCH ?)
