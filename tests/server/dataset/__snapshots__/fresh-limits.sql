-- every row
select w.record_kind || '|' || w.of_kind as "limit_id", "w"."record_kind", "w"."of_kind", coalesce((SELECT v.label
FROM vocabulary v
WHERE w.record_kind = 'action'
AND v.kind = 'action_type'
AND v.value = w.of_kind), replace(w.of_kind, '_', ' ')) as "of_label", "w"."fresh_days", "w"."reason", "w"."dataset"
from "fresh_limits" as "w"
ORDER BY "w"."record_kind" ASC NULLS LAST, w.record_kind || '|' || w.of_kind

-- a page of every filter
select w.record_kind || '|' || w.of_kind as "limit_id", "w"."record_kind", "w"."of_kind", coalesce((SELECT v.label
FROM vocabulary v
WHERE w.record_kind = 'action'
AND v.kind = 'action_type'
AND v.value = w.of_kind), replace(w.of_kind, '_', ' ')) as "of_label", "w"."fresh_days", "w"."reason", "w"."dataset"
from "fresh_limits" as "w"
WHERE "w"."record_kind" IN (?)
AND "w"."dataset" IN (?)
ORDER BY "w"."record_kind" ASC NULLS LAST, w.record_kind || '|' || w.of_kind
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "fresh_limits" as "w"
WHERE "w"."record_kind" IN (?)
AND "w"."dataset" IN (?)
