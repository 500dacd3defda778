-- every row
select "g"."region", "r"."label" as "region_name", "g"."place_name", "g"."place_id", "g"."action_type", "g"."action_types", "g"."tracker_types", "g"."scope", "g"."status", "g"."outcome", "g"."says", "g"."first_seen", "g"."last_seen", "g"."seen_otherwise_from", "g"."known_until", "g"."how_it_ended", "g"."event_date", "g"."project_name", "g"."developer", "g"."project_mw", "g"."action_id", "g"."match_how", "g"."region_how", "g"."tracker", "g"."tracker_record_id", "g"."dataset", g.tracker || '|' || g.tracker_record_id || '|' || g.first_seen as "sighting_id", "s"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "s"."tier"
from "sightings" as "g"
inner join "regions" as "r" on "r"."region" = "g"."region"
inner join "sources" as "s" on "s"."source_id" = "g"."source_id"
ORDER BY "g"."first_seen" DESC NULLS LAST, g.tracker || '|' || g.tracker_record_id || '|' || g.first_seen

-- a page of every filter
select "g"."region", "r"."label" as "region_name", "g"."place_name", "g"."place_id", "g"."action_type", "g"."action_types", "g"."tracker_types", "g"."scope", "g"."status", "g"."outcome", "g"."says", "g"."first_seen", "g"."last_seen", "g"."seen_otherwise_from", "g"."known_until", "g"."how_it_ended", "g"."event_date", "g"."project_name", "g"."developer", "g"."project_mw", "g"."action_id", "g"."match_how", "g"."region_how", "g"."tracker", "g"."tracker_record_id", "g"."dataset", g.tracker || '|' || g.tracker_record_id || '|' || g.first_seen as "sighting_id", "s"."source_id", "s"."title" as "source_title", "s"."url" as "source_url", "s"."publisher", "s"."tier"
from "sightings" as "g"
inner join "regions" as "r" on "r"."region" = "g"."region"
inner join "sources" as "s" on "s"."source_id" = "g"."source_id"
WHERE "g"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "g"."tracker" IN (?)
AND "g"."place_id" IN (?)
AND "g"."action_type" IN (?)
AND 1
AND "g"."dataset" IN (?)
AND "s"."tier" IN (?)
ORDER BY "g"."first_seen" DESC NULLS LAST, g.tracker || '|' || g.tracker_record_id || '|' || g.first_seen
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "sightings" as "g"
inner join "regions" as "r" on "r"."region" = "g"."region"
inner join "sources" as "s" on "s"."source_id" = "g"."source_id"
WHERE "g"."region" IN (SELECT region
FROM region_closure
WHERE ancestor IN (?))
AND "g"."tracker" IN (?)
AND "g"."place_id" IN (?)
AND "g"."action_type" IN (?)
AND 1
AND "g"."dataset" IN (?)
AND "s"."tier" IN (?)
