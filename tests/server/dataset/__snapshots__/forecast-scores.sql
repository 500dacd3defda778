-- every row
select f.origin_day || '|' || f.basis || '|' || f.actions_as || '|' || f.model as "score_id", "f"."origin_day", "f"."basis", "f"."actions_as", "f"."model", "f"."frozen_on", "f"."code_commit", "f"."window_end", "f"."counties", "f"."counties_acting", "f"."auc", "f"."brier", "f"."skill_state", "f"."skill_size_state", "f"."slope", "f"."intercept", "f"."observed_expected", "f"."criteria_passed", "f"."passed"
from "forecast_scores" as "f"
ORDER BY "f"."origin_day" DESC NULLS LAST, f.origin_day || '|' || f.basis || '|' || f.actions_as || '|' || f.model

-- a page of every filter
select f.origin_day || '|' || f.basis || '|' || f.actions_as || '|' || f.model as "score_id", "f"."origin_day", "f"."basis", "f"."actions_as", "f"."model", "f"."frozen_on", "f"."code_commit", "f"."window_end", "f"."counties", "f"."counties_acting", "f"."auc", "f"."brier", "f"."skill_state", "f"."skill_size_state", "f"."slope", "f"."intercept", "f"."observed_expected", "f"."criteria_passed", "f"."passed"
from "forecast_scores" as "f"
WHERE "f"."actions_as" IN (?)
AND "f"."basis" IN (?)
ORDER BY "f"."origin_day" DESC NULLS LAST, f.origin_day || '|' || f.basis || '|' || f.actions_as || '|' || f.model
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "forecast_scores" as "f"
WHERE "f"."actions_as" IN (?)
AND "f"."basis" IN (?)
