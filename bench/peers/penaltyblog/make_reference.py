"""Ratings of the shipped club matches by penaltyblog, by team id, as JSON on standard output.

    python -m venv VENV && VENV/bin/pip install -r requirements.txt
    VENV/bin/python make_reference.py > generated/reference.json

Elo and pi-ratings run over all matches in order of their day; no team plays twice on a day. The Poisson models are those of
single seasons, weighted as of their last day. SLSQP stops short of the maximum, so each fit is taken on from there by
Newton's method with penaltyblog's own gradient until it vanishes.
"""

import csv
import gzip
import hashlib
import json
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np
from penaltyblog.models import PoissonGoalsModel, dixon_coles_weights
from penaltyblog.ratings import Elo, PiRatingSystem

DATA = Path(__file__).parents[3] / "data"
RESULTS = DATA / "results_clubs.csv.gz"
CHECKPOINTS = ("2001-07-15", "2012-07-15", "2024-07-15")
SEASONS = (
    ("E0", "1995/96"),
    ("I1", "2000/01"),
    ("F1", "2005/06"),
    ("SP1", "2010/11"),
    ("D1", "2022/23"),
    ("E0", "2023/24"),
)
XI = 0.0018


def matches():
    with gzip.open(RESULTS, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(DATA / "team_aliases.csv", encoding="utf-8", newline="") as file:
        aliases = {row["name"]: row["team_id"] for row in csv.DictReader(file) if row["source"] == "football-data"}
    for row in rows:
        row["home"], row["away"] = aliases[row["home"]], aliases[row["away"]]
        row["fthg"], row["ftag"] = int(row["fthg"]), int(row["ftag"])
    return sorted(rows, key=lambda row: row["date"])


def ratings(rows):
    """Elo and pi-ratings of every team before each checkpoint."""
    elo, pi = Elo(k=20, home_field_advantage=100), PiRatingSystem()
    found, at = [], 0
    for checkpoint in CHECKPOINTS:
        while at < len(rows) and rows[at]["date"] < checkpoint:
            row = rows[at]
            difference = row["fthg"] - row["ftag"]
            elo.update_ratings(row["home"], row["away"], 0 if difference > 0 else 1 if difference == 0 else 2)
            pi.update_ratings(row["home"], row["away"], difference)
            at += 1
        teams = sorted(elo.ratings)
        found.append(
            {
                "before": checkpoint,
                "matches": at,
                "teams": {
                    team: [elo.ratings[team], pi.team_ratings[team]["home"], pi.team_ratings[team]["away"]]
                    for team in teams
                },
            }
        )
    return found


def poisson(rows, league, season):
    rows = [row for row in rows if (row["league"], row["season"]) == (league, season)]
    weights = dixon_coles_weights([date.fromisoformat(row["date"]) for row in rows], xi=XI)
    column = lambda name: [row[name] for row in rows]  # noqa: E731
    model = PoissonGoalsModel(column("fthg"), column("ftag"), column("home"), column("away"), weights)
    model.fit(minimizer_options={"ftol": 1e-14, "maxiter": 5_000})
    n = model.n_teams
    params, gradient = polished(model)
    return {
        "league": league,
        "season": season,
        "matches": len(rows),
        "gradient": gradient,
        "attack": dict(zip(model.teams.tolist(), params[:n].tolist())),
        "defence": dict(zip(model.teams.tolist(), params[n : 2 * n].tolist())),
        "home": float(params[-1]),
    }


def polished(model):
    """Newton's method on the model's own gradient, its Hessian by central differences; the attacks' mean stays 1."""
    n = model.n_teams
    params = np.array(model._params, dtype=float)
    level = np.zeros_like(params)
    level[:n] = 1

    def slope(x):
        return model._gradient(x) + (x[:n].sum() - n) * level

    for _ in range(20):
        steps = 1e-5 * np.eye(len(params))
        hessian = np.array([(slope(params + step) - slope(params - step)) / 2e-5 for step in steps])
        params = params - np.linalg.solve((hessian + hessian.T) / 2, slope(params))
        if np.abs(slope(params)).max() < 1e-11:
            break
    return params, float(np.abs(slope(params)).max())


def main():
    rows = matches()
    reference = {
        "penaltyblog": version("penaltyblog"),
        "results": hashlib.sha256(RESULTS.read_bytes()).hexdigest(),
        "xi": XI,
        "ratings": ratings(rows),
        "poisson": [poisson(rows, league, season) for league, season in SEASONS],
    }
    json.dump(reference, sys.stdout, ensure_ascii=False, indent=1)
    print()


main()
