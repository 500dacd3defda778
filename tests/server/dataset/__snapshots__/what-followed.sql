-- every row
select w.actions_as || '|' || w.window_days || '|' || w.vintage || '|' || w.record as "followed_id", "w"."actions_as", "w"."window_days", "w"."vintage", "w"."record", "w"."window_end", "w"."county_vintages", "w"."counties", "w"."followed", "w"."percent", "w"."low", "w"."high", "w"."percent_by_size", "w"."ratio", "w"."ratio_low", "w"."ratio_high"
from "what_followed" as "w"
ORDER BY "followed_id" ASC NULLS LAST, w.actions_as || '|' || w.window_days || '|' || w.vintage || '|' || w.record

-- a page of every filter
select w.actions_as || '|' || w.window_days || '|' || w.vintage || '|' || w.record as "followed_id", "w"."actions_as", "w"."window_days", "w"."vintage", "w"."record", "w"."window_end", "w"."county_vintages", "w"."counties", "w"."followed", "w"."percent", "w"."low", "w"."high", "w"."percent_by_size", "w"."ratio", "w"."ratio_low", "w"."ratio_high"
from "what_followed" as "w"
WHERE "w"."actions_as" IN (?)
AND "w"."record" IN (?)
ORDER BY "followed_id" ASC NULLS LAST, w.actions_as || '|' || w.window_days || '|' || w.vintage || '|' || w.record
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "what_followed" as "w"
WHERE "w"."actions_as" IN (?)
AND "w"."record" IN (?)
