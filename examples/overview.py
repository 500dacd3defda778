"""Reproduces the overview's headline and its chart of actions by month from one pinned release.

    python3 examples/overview.py BASE RELEASE DAY [chart.svg]

BASE is the address of a Groundswell server, RELEASE the id in its footer, DAY the day asked for (YYYY-MM-DD). The same
three give the same answer as long as the server keeps the release. Python's standard library is enough.
"""

import csv
import io
import json
import sys
from collections import Counter, defaultdict
from datetime import date
from html import escape
from math import floor
from urllib.parse import urlencode
from urllib.request import urlopen

MONTHS = 24


def rows(base, name, release, day, **query):
    """The whole of a list as dictionaries; every page of it is in one file."""
    search = urlencode({**query, "release": release, "on": day, "to": day, "guard": "0"})
    with urlopen(f"{base}/api/v1/{name}.csv?{search}") as answer:
        return list(csv.DictReader(io.StringIO(answer.read().decode("utf-8"))))


def share(row):
    value = f"{float(row['percent']):.1f}".removesuffix(".0")
    return f"{row['qualifier']} {value}%" if row["qualifier"] else f"{value}%"


def span(first, last):
    """Days as people say them, rounded to whole months."""
    days = (date.fromisoformat(last["date_start"]) - date.fromisoformat(first["date_start"])).days
    months = floor(days / 30.4375 + 0.5)
    if months == 12:
        return "a year"
    if months >= 24 and months % 12 == 0:
        return f"{months // 12} years"
    return "a month" if months <= 1 else f"{months} months"


def headline(readings):
    """What the question that was asked most often found first and last."""
    waves = defaultdict(list)
    for row in readings:
        if row["item"]:
            waves[row["item"]].append(row)
    several = [own for own in waves.values() if len(own) > 1]
    if not several:
        return None
    for own in several:
        own.sort(key=lambda row: (row["date_start"], row["date_end"], row["reading_id"]))
    line = max(several, key=lambda own: (len(own), own[-1]["date_start"]))
    first, last = line[0], line[-1]
    label = last["wording_group_label"].replace("Oppose ", "Opposition to ", 1)
    if float(first["percent"]) == float(last["percent"]):
        return f"{label} stayed at {share(last)}"
    verb = "rose" if float(last["percent"]) > float(first["percent"]) else "fell"
    return f"{label} {verb} from {share(first)} to {share(last)} in {span(first, last)}"


def months(actions):
    """Actions by month and direction, every month from the first to the last; what is known to the year has none."""
    counted = Counter((row["date"][:7], row["direction"]) for row in actions if row["date"][4:5] == "-" and row["date"][5] != "Q")
    known = sorted({month for month, _ in counted})
    table = []
    if known:
        year, number = map(int, known[0].split("-"))
        while f"{year}-{number:02}" <= known[-1]:
            month = f"{year}-{number:02}"
            table.append({"month": month, **{kind: counted[month, kind] for kind in ("restrictive", "permissive", "neutral")}})
            year, number = (year + 1, 1) if number == 12 else (year, number + 1)
    return table[-MONTHS:]


def chart(title, table):
    """Bars by month as SVG: restrictive above the line, permissive below."""
    most = max([1, *(row["restrictive"] for row in table)])
    least = max([1, *(row["permissive"] for row in table)])
    unit, width = 220 / (most + least), 28
    line = 40 + most * unit
    bars = []
    for index, row in enumerate(table):
        x = 10 + index * width
        up, down = row["restrictive"] * unit, row["permissive"] * unit
        bars.append(f'<rect x="{x}" y="{line - up:.1f}" width="{width - 4}" height="{up:.1f}" fill="#c2410c"><title>{row["month"]}: {row["restrictive"]} restrictive</title></rect>')
        bars.append(f'<rect x="{x}" y="{line:.1f}" width="{width - 4}" height="{down:.1f}" fill="#0f766e"><title>{row["month"]}: {row["permissive"]} permissive</title></rect>')
        if row["month"].endswith("-01"):
            bars.append(f'<text x="{x}" y="290" font-size="12">{row["month"][:4]}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {20 + len(table) * width} 300" font-family="sans-serif">'
        f'<text x="10" y="22" font-size="16">{escape(title)}</text>{"".join(bars)}</svg>\n'
    )


def main(base, release, day, path=None):
    base = base.rstrip("/")
    found = headline(rows(base, "readings", release, day, region="US", stance="oppose", subgroup="all"))
    table = months(rows(base, "actions", release, day, region="US", repeated="no"))
    if path is not None:
        with open(path, "w", encoding="utf-8") as file:
            file.write(chart("Votes and actions by month", table))
    print(json.dumps({"headline": found, "months": table}, ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    main(*sys.argv[1:])
