-- every row
select f.basis || '|' || f.origin_day || '|' || f.horizon_months || '|' || f.model as "trial_id", "f"."basis", "f"."origin_day", "f"."horizon_months", "f"."model", "f"."counties_acting", "f"."auc", "f"."auc_low", "f"."auc_high", "f"."skill_state", "f"."skill_state_low", "f"."skill_state_high", "f"."slope", "f"."observed_expected", "f"."dataset"
from "forecast_trials" as "f"
ORDER BY "f"."origin_day" ASC NULLS LAST, f.basis || '|' || f.origin_day || '|' || f.horizon_months || '|' || f.model

-- a page of every filter
select f.basis || '|' || f.origin_day || '|' || f.horizon_months || '|' || f.model as "trial_id", "f"."basis", "f"."origin_day", "f"."horizon_months", "f"."model", "f"."counties_acting", "f"."auc", "f"."auc_low", "f"."auc_high", "f"."skill_state", "f"."skill_state_low", "f"."skill_state_high", "f"."slope", "f"."observed_expected", "f"."dataset"
from "forecast_trials" as "f"
WHERE "f"."basis" IN (?)
AND "f"."dataset" IN (?)
ORDER BY "f"."origin_day" ASC NULLS LAST, f.basis || '|' || f.origin_day || '|' || f.horizon_months || '|' || f.model
LIMIT ? OFFSET ?

-- the count of every filter
SELECT count(*) AS total
from "forecast_trials" as "f"
WHERE "f"."basis" IN (?)
AND "f"."dataset" IN (?)
