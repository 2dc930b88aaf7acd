"""LightGBM's and scikit-learn's trees on a table that `npm run bench -- trees` wrote.

    python peer.py compare FOLDER               chances of the later rows by each learner, settings and seed; a line of JSON of versions
    python peer.py reference FOLDER GENERATED   small models, rows, and what the models say of them: what our readers are held to

FOLDER has task.json (rows, fitted, names, settings, seeds), columns.f64 (column by column) and labels.u8.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path

import lightgbm as lgb
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.kernel_approximation import RBFSampler
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

REFERENCE_COLUMNS = 12
REFERENCE_ROWS = 300


def read(folder):
    task = json.loads((folder / "task.json").read_text())
    columns = np.fromfile(folder / "columns.f64").reshape(len(task["names"]), task["rows"])
    labels = np.fromfile(folder / "labels.u8", dtype=np.uint8)
    return task, np.ascontiguousarray(columns.T), labels


def boosting(rows, labels, of, seed):
    parameters = {
        "objective": "multiclass",
        "num_class": 3,
        "learning_rate": of["learningRate"],
        "num_leaves": of["leaves"],
        "max_depth": of["depth"],
        "min_data_in_leaf": of["leafRows"],
        "min_sum_hessian_in_leaf": of["leafWeight"],
        "lambda_l2": of["l2"],
        "bagging_fraction": of["rowShare"],
        "bagging_freq": 1,
        "feature_fraction": of["featureShare"],
        "max_bin": of["bins"],
        "seed": seed,
        "deterministic": True,
        "num_threads": 1,
        "verbose": -1,
    }
    return lgb.train(parameters, lgb.Dataset(rows, labels), num_boost_round=of["rounds"])


def forest(rows, labels, of, seed):
    return RandomForestClassifier(
        n_estimators=of["trees"],
        max_depth=of["depth"],
        min_samples_leaf=of["leafRows"],
        max_features=of["tried"],
        random_state=seed,
        n_jobs=1,
    ).fit(rows, labels)


def machine(rows, labels, of, seed):
    """Random features and a linear machine of one class against the others, with a softmax of margins fitted on the last rows."""
    learnt = round(len(rows) * (1 - of["calibrationShare"]))
    margins = make_pipeline(
        StandardScaler(),
        RBFSampler(gamma=of["gamma"] / rows.shape[1], n_components=of["kernelFeatures"], random_state=seed),
        LinearSVC(C=of["c"], fit_intercept=False, random_state=seed, max_iter=2_000),
    ).fit(rows[:learnt], labels[:learnt])
    chances = LogisticRegression(C=1.0, max_iter=1_000)
    chances.fit(margins.decision_function(rows[learnt:]), labels[learnt:])
    return lambda later: chances.predict_proba(margins.decision_function(later))


LEARNERS = {
    "boosting": lambda *of: boosting(*of).predict,
    "forest": lambda *of: forest(*of).predict_proba,
    "svm": machine,
}


def compare(folder):
    task, rows, labels = read(folder)
    fitted = task["fitted"]
    for name, settings in task["settings"].items():
        for learner, of in settings.items():
            for seed in task["seeds"]:
                predict = LEARNERS[learner](rows[:fitted], labels[:fitted], of, seed)
                np.asarray(predict(rows[fitted:])).tofile(folder / f"{name}.{learner}.{seed}.f64")
    print(json.dumps({"versions": versions()}))


def reference(folder, generated):
    task, rows, labels = read(folder)
    fitted = task["fitted"]
    rows = rows[:, :REFERENCE_COLUMNS]
    of = task["settings"]["vote"]
    booster = boosting(rows[:fitted], labels[:fitted], {**of["boosting"], "rounds": 12}, 1)
    trees = forest(rows[:fitted], labels[:fitted], {**of["forest"], "trees": 8, "tried": 4}, 1)
    later = rows[fitted : fitted + REFERENCE_ROWS]
    booster.save_model(generated / "lightgbm.txt")
    exported = [
        {
            "left": tree.children_left.tolist(),
            "right": tree.children_right.tolist(),
            "feature": tree.feature.tolist(),
            "threshold": tree.threshold.tolist(),
            "value": tree.value[:, 0, :].tolist(),
        }
        for tree in (each.tree_ for each in trees.estimators_)
    ]
    write(generated / "scikit_forest.json", {"features": REFERENCE_COLUMNS, "classes": 3, "trees": exported})
    said = {
        "versions": versions(),
        "columns": task["names"][:REFERENCE_COLUMNS],
        "rows": later.tolist(),
        "lightGbmScores": booster.predict(later, raw_score=True).tolist(),
        "lightGbmChances": booster.predict(later).tolist(),
        "scikitChances": trees.predict_proba(later).tolist(),
    }
    write(generated / "said.json", said)


def write(file, value):
    file.write_text(json.dumps(value, separators=(",", ":")) + "\n")


def versions():
    return {name: version(name) for name in ("lightgbm", "scikit-learn", "numpy")}


if __name__ == "__main__":
    what, folder, *rest = sys.argv[1:]
    compare(Path(folder)) if what == "compare" else reference(Path(folder), Path(rest[0]))
