"""Recomputes what followed, and the scores of frozen forecasts, from exported CSVs alone.

    python3 tests/independent/outlook.py http://localhost:3000    downloads them from a running server
    python3 tests/independent/outlook.py FOLDER                   reads them from a folder

It shares no code with the product and needs Python's standard library only. The files are sightings, actions, regions,
populations, coverage, first-test-actions, forecasts, what-followed and forecast-scores, as the API exports them.
Prints how many figures it compared; exits with 1 and the differences where one differs.
"""

import csv
import io
import math
import os
import sys
import urllib.request
from collections import defaultdict
from datetime import date, timedelta

FROM = sys.argv[1]
# Lists of regions answer for one region unless asked for all of them.
WITHOUT_REGION = ("coverage", "what-followed", "forecast-scores")
OTHER_AREAS = ("PR", "GU", "VI", "AS", "MP")
VINTAGES = {"2026-03-30": "2026-03-31", "2026-04-25": "2026-04-26", "2026-05-26": "2026-05-27", "2026-06-25": "2026-06-26"}


def table(name):
    if FROM.startswith("http"):
        query = "guard=0" if name in WITHOUT_REGION else "guard=0&region=all"
        with urllib.request.urlopen(f"{FROM.rstrip('/')}/api/v1/{name}.csv?{query}") as answer:
            return list(csv.DictReader(io.StringIO(answer.read().decode("utf-8"), newline="")))
    with open(os.path.join(FROM, f"{name}.csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text):
    """First day of a date known to the day or the month; None for what is coarser."""
    if len(text) == 7 and text[5].isdigit():
        text += "-01"
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def sigmoid(x):
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def line(xs, ys, steps=60):
    """Logistic regression on one feature by Newton's method, halving steps that do not improve."""
    a, b = math.log((sum(ys) + 1e-9) / (len(ys) - sum(ys) + 1e-9)), 0.0

    def loss(a, b):
        total = 0.0
        for x, y in zip(xs, ys):
            o = a + b * x
            total += (max(o, 0) + math.log1p(math.exp(-abs(o)))) - y * o
        return total

    now = loss(a, b)
    for _ in range(steps):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for x, y in zip(xs, ys):
            p = sigmoid(a + b * x)
            w = p * (1 - p)
            g0 += y - p
            g1 += (y - p) * x
            h00 += w
            h01 += w * x
            h11 += w * x * x
        det = h00 * h11 - h01 * h01
        if det <= 0:
            break
        da, db = (h11 * g0 - h01 * g1) / det, (h00 * g1 - h01 * g0) / det
        part = 1.0
        while part > 1e-9 and loss(a + part * da, b + part * db) > now:
            part /= 2
        a, b = a + part * da, b + part * db
        then = loss(a, b)
        if abs(now - then) < 1e-13 * (1 + abs(now)):
            break
        now = then
    return a, b


def mulberry32(seed):
    state = seed & 0xFFFFFFFF
    while True:
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        t = ((state ^ (state >> 15)) * (1 | state)) & 0xFFFFFFFF
        t = ((t + (((t ^ (t >> 7)) * (61 | t)) & 0xFFFFFFFF)) & 0xFFFFFFFF) ^ t
        yield ((t ^ (t >> 14)) & 0xFFFFFFFF) / 4294967296


def quantile(values, p):
    at = (len(values) - 1) * p
    low = math.floor(at)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (at - low)


regions = table("regions")
population = {row["region"]: row["population_2020"] for row in table("populations")}
counties = sorted(
    row["region"]
    for row in regions
    if row["kind"] == "county" and row["region"][3:5] not in OTHER_AREAS and population.get(row["region"])
)
inside = set(counties)
sightings = [row for row in table("sightings") if row["dataset"] == "groundswell"]
listed = {row["tracker"] for row in sightings if len(row["region"]) == 11}
through = max(date.fromisoformat(row["read_to"]) for row in table("coverage") if row["tracker"] in listed and len(row["read_to"]) == 10)


def restricts(row):
    rule = row["action_type"] in ("moratorium", "ban", "zoning_rule", "ballot_measure", "referendum")
    adopted = row["decision"] in ("adopted", "approved", "extended")
    denied = row["action_type"] == "project_vote" and row["decision"] == "denied"
    return row["direction"] == "restrictive" and ((rule and adopted) or denied)


def by_county(rows):
    found = defaultdict(list)
    for row in rows:
        when = day(row["date"])
        if row["region"] in inside and when and when <= through:
            found[row["region"]].append(when)
    return found


events = {
    "now": by_county(row for row in table("actions") if row["dataset"] == "groundswell" and restricts(row)),
    "first_test": by_county(table("first-test-actions")),
}

RULES = {"moratorium", "zoning_restriction", "full_ban", "ordinance"}
OPEN = {"pending", "ongoing", "delayed"}
ADOPTED = {"passed", "enacted", "approved", "active", "extended", "permanent", "expired", "moratorium_active"}
began = defaultdict(lambda: "9999")
for row in sightings:
    began[row["tracker"]] = min(began[row["tracker"]], row["first_seen"])
watched = [row for row in sightings if began[row["tracker"]] <= "2026-03-30"]
spells = defaultdict(list)
for row in watched:
    spells[row["tracker"], row["tracker_record_id"]].append(row)


def on_record(read_on, county_events, first_day):
    says = defaultdict(set)
    for own in spells.values():
        seen = [row for row in own if row["first_seen"] <= read_on]
        if not seen:
            continue
        row = max(seen, key=lambda one: one["first_seen"])
        if row["seen_otherwise_from"] and row["seen_otherwise_from"] <= read_on:
            continue
        if row["event_date"] > first_day.isoformat():
            continue
        rule = bool(RULES & set(row["tracker_types"].split("|")))
        if rule and row["status"] in ADOPTED:
            says[row["region"]].add("adopted")
        elif row["status"] in OPEN:
            says[row["region"]].add("pending" if rule else "fight")
    result = {}
    for county in counties:
        found = says[county]
        past = any(when <= first_day for when in county_events[county])
        result[county] = "adopted" if past or "adopted" in found else "pending" if "pending" in found else "fight" if "fight" in found else "nothing"
    return result


compared = 0
wrong = []


def same(name, ours, theirs, places):
    global compared
    compared += 1
    if theirs == "" and ours is None:
        return
    if theirs == "" or ours is None or abs(float(theirs) - ours) > 1.01 * 10**-places:
        wrong.append(f"{name}: {ours} here, {theirs!r} in the file")


published = {row["followed_id"]: row for row in table("what-followed")}
seen_ids = set()
looks = sorted({row[key] for row in watched for key in ("first_seen", "last_seen")})
later = {}
for look in looks:
    if look[:7] > "2026-06":
        later[look[:7]] = look
vintages = {**VINTAGES, **{look: look for look in later.values()}}
size = [math.log(float(population[county])) for county in counties]
for actions_as, found in events.items():
    for window in (90, 180):
        cases = []
        for vintage, read_on in vintages.items():
            first = date.fromisoformat(vintage)
            end = min(first + timedelta(window), through - timedelta(10))
            if end < first + timedelta(math.ceil(window * 8 / 9)):
                continue
            record = on_record(read_on, found, first)
            happened = [int(any(first < when <= end for when in found[county])) for county in counties]
            a, b = line(size, happened)
            for county, x, y in zip(counties, size, happened):
                cases.append((vintage, record[county], county, y, sigmoid(a + b * x)))
        for vintage in ["all", *sorted({case[0] for case in cases})]:
            for record in ("pending", "fight", "adopted", "nothing"):
                own = [case for case in cases if case[1] == record and vintage in ("all", case[0])]
                key = f"{actions_as}|{window}|{vintage}|{record}"
                seen_ids.add(key)
                row = published.get(key)
                if row is None:
                    wrong.append(f"{key}: not in the file")
                    continue
                n, k, e = len(own), sum(case[3] for case in own), sum(case[4] for case in own)
                same(f"{key} cases", n, row["county_vintages"], 6)
                same(f"{key} counties", len({case[2] for case in own}), row["counties"], 6)
                same(f"{key} followed", k, row["followed"], 6)
                same(f"{key} percent", 100 * k / n if n else None, row["percent"], 4)
                same(f"{key} by size", 100 * e / n if n else None, row["percent_by_size"], 4)
                same(f"{key} ratio", k / e if e else None, row["ratio"], 4)
                if record not in ("pending", "fight") or not own:
                    continue
                totals = defaultdict(lambda: [0, 0, 0.0])
                for _, _, county, y, p in own:
                    total = totals[county]
                    total[0] += 1
                    total[1] += y
                    total[2] += p
                ordered = [totals[county] for county in sorted(totals)]
                random = mulberry32(20261129)
                shares, ratios = [], []
                for _ in range(1000):
                    m, f, x = 0, 0, 0.0
                    for _ in ordered:
                        one = ordered[int(next(random) * len(ordered))]
                        m, f, x = m + one[0], f + one[1], x + one[2]
                    shares.append(f / m)
                    ratios.append(f / x)
                shares.sort()
                ratios.sort()
                for values, unit, names in ((shares, 100, ("low", "high")), (ratios, 1, ("ratio_low", "ratio_high"))):
                    for p, name in zip((0.025, 0.975), names):
                        same(f"{key} {name}", unit * quantile(values, p), row[name], 4)
wrong += [f"{key}: in the file alone" for key in published.keys() - seen_ids]


def six_months_on(text):
    first = date.fromisoformat(text)
    is_last = (first + timedelta(1)).day == 1
    year, month = first.year + (first.month + 5) // 12, (first.month + 5) % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    end = following - timedelta(1)
    return end if is_last else date(year, month, min(first.day, end.day))


def auc(values, ys):
    pairs = sorted(zip(values, ys))
    ranks, at = 0.0, 0
    while at < len(pairs):
        end = at
        while end + 1 < len(pairs) and pairs[end + 1][0] == pairs[at][0]:
            end += 1
        ranks += sum(y for _, y in pairs[at : end + 1]) * ((at + end) / 2 + 1)
        at = end + 1
    ones = sum(ys)
    return (ranks - ones * (ones + 1) / 2) / (ones * (len(ys) - ones))


forecasts = defaultdict(list)
for row in table("forecasts"):
    if row["dataset"] == "groundswell":
        forecasts[row["origin_day"], row["basis"]].append(row)
scores = {row["score_id"]: row for row in table("forecast-scores")}
seen_ids = set()
for (origin, basis), rows in forecasts.items():
    end = six_months_on(origin)
    if end - timedelta(10) > through:
        continue
    for actions_as, found in events.items():
        first = date.fromisoformat(origin)
        ys = [int(any(first < when <= end for when in found[row["region"]])) for row in rows]
        brier = {}
        for model in ("state", "size_state", "three"):
            values = [float(row[model]) for row in rows]
            brier[model] = sum((p - y) ** 2 for p, y in zip(values, ys)) / len(ys)
        for model in brier:
            key = f"{origin}|{basis}|{actions_as}|{model}"
            seen_ids.add(key)
            row = scores.get(key)
            if row is None:
                wrong.append(f"{key}: not in the file")
                continue
            values = [float(one[model]) for one in rows]
            a, b = line([math.log(p / (1 - p)) for p in values], ys)
            same(f"{key} acting", sum(ys), row["counties_acting"], 6)
            same(f"{key} auc", auc(values, ys), row["auc"], 6)
            same(f"{key} brier", brier[model], row["brier"], 6)
            same(f"{key} skill over state", 1 - brier[model] / brier["state"], row["skill_state"], 6)
            same(f"{key} skill over size and state", 1 - brier[model] / brier["size_state"], row["skill_size_state"], 6)
            same(f"{key} slope", b, row["slope"], 5)
            same(f"{key} intercept", a, row["intercept"], 5)
            same(f"{key} observed over expected", sum(ys) / sum(values), row["observed_expected"], 6)
            marks = (
                float(row["auc"]) >= 0.8,
                float(row["skill_state"]) >= 0.1,
                0.8 <= float(row["slope"]) <= 1.25,
                0.8 <= float(row["observed_expected"]) <= 1.25,
                float(row["skill_size_state"]) > 0,
            )
            same(f"{key} criteria", sum(marks), row["criteria_passed"], 6)
wrong += [f"{key}: in the file alone" for key in scores.keys() - seen_ids]

print(f"{compared} figures compared, {len(wrong)} differ")
for difference in wrong[:20]:
    print(difference, file=sys.stderr)
sys.exit(1 if wrong else 0)
