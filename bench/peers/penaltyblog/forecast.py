"""What penaltyblog's models say of matches, each from the matches before it, as CSV on standard output.

    VENV/bin/python forecast.py matches.csv > forecasts.csv

`matches.csv`: id, day (yyyy-mm-dd), country, home, away, homeGoals, awayGoals, asked (1 or 0); first and second divisions of a country
in one, so that teams that go up are known. Out: peer, id, home, draw, away, over (2.5 goals), both (sides score); over and both are empty
where the peer does not say.

dixon-coles  DixonColesGoalModel, fitted anew for every week with a match asked for, to the three years before its first day, weighted
             by dixon_coles_weights at its own default of xi
pi-ratings   PiRatingSystem at its defaults over all matches of a country, and an ordered logit of the result on the difference that it
             expects, fitted before each season to the eight years before
"""

import csv
import sys
from collections import defaultdict
from datetime import date, timedelta

import numpy as np
from penaltyblog.models import DixonColesGoalModel, dixon_coles_weights
from penaltyblog.ratings import PiRatingSystem
from scipy.optimize import minimize

YEARS_OF_GOALS = 3
YEARS_OF_RATINGS = 8


def read(path):
    countries = defaultdict(list)
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            row["day"] = date.fromisoformat(row["day"])
            row["goals"] = int(row["homeGoals"]), int(row["awayGoals"])
            countries[row["country"]].append(row)
    return {name: sorted(rows, key=lambda row: (row["day"], row["id"])) for name, rows in countries.items()}


def dixon_coles(rows):
    weeks = defaultdict(list)
    for row in rows:
        if row["asked"] == "1":
            weeks[(row["day"] - date(1970, 1, 6)).days // 7].append(row)
    for asked in weeks.values():
        first = min(row["day"] for row in asked)
        start = first - timedelta(days=round(365.25 * YEARS_OF_GOALS))
        past = [row for row in rows if start <= row["day"] < first]
        if not past:
            continue
        model = DixonColesGoalModel(
            [row["goals"][0] for row in past],
            [row["goals"][1] for row in past],
            [row["home"] for row in past],
            [row["away"] for row in past],
            weights=dixon_coles_weights([row["day"] for row in past], base_date=first),
        )
        model.fit()
        known = {row["home"] for row in past} & {row["away"] for row in past}
        for row in asked:
            if row["home"] not in known or row["away"] not in known:
                continue
            grid = model.predict(row["home"], row["away"])
            yield row["id"], grid.home_win, grid.draw, grid.away_win, grid.total_goals("over", 2.5), grid.btts_yes


def pi_ratings(rows):
    system = PiRatingSystem()
    expected, outcome, ahead, same_day = [], [], [], []
    last = None
    for index, row in enumerate(rows):
        if row["day"] != last:
            for done in same_day:
                home, away = done["goals"]
                system.update_ratings(done["home"], done["away"], home - away)
            same_day, last = [], row["day"]
        expected.append(system.expected_goal_difference(row["home"], row["away"]))
        home, away = row["goals"]
        outcome.append(0 if home > away else 1 if home == away else 2)
        same_day.append(row)
        if row["asked"] == "1":
            ahead.append(index)
    expected, outcome = np.array(expected), np.array(outcome)
    days = np.array([row["day"].toordinal() for row in rows])
    fitted = {}
    for index in ahead:
        day = rows[index]["day"]
        season = day.year if day.month >= 7 else day.year - 1
        if season not in fitted:
            until = date(season, 7, 1).toordinal()
            used = (days < until) & (days >= until - 365.25 * YEARS_OF_RATINGS)
            fitted[season] = ordered_logit(expected[used], outcome[used]) if used.any() else None
        if fitted[season] is not None:
            yield rows[index]["id"], *chances(fitted[season], expected[index]), "", ""


def chances(parameters, expected):
    """Home, draw, away: the away side wins below the first cut of a logistic variable, the home side above the second."""
    low, width, slope = parameters
    away = 1 / (1 + np.exp(-(low - slope * expected)))
    not_home = 1 / (1 + np.exp(-(low + np.exp(width) - slope * expected)))
    return 1 - not_home, not_home - away, away


def ordered_logit(expected, outcome):
    def loss(parameters):
        said = np.array(chances(parameters, expected))
        return -np.log(np.maximum(1e-12, said[outcome, np.arange(len(outcome))])).mean()

    return minimize(loss, [-0.8, 0.2, 0.8], method="Nelder-Mead", options={"maxiter": 2000, "fatol": 1e-10, "xatol": 1e-8}).x


def main():
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["peer", "id", "home", "draw", "away", "over", "both"])
    for country, rows in read(sys.argv[1]).items():
        for peer, forecast in (("dixon-coles", dixon_coles), ("pi-ratings", pi_ratings)):
            print(f"{country}: {peer} ...", file=sys.stderr, flush=True)
            for identity, *said in forecast(rows):
                out.writerow([peer, identity, *(each if each == "" else f"{each:.6f}" for each in said)])


main()
