"""Predicts with a model made by Intab. Needs Python 3.8 and numpy.

    python predict.py rows.csv > predictions.csv
    python predict.py --verify        compares its answers with those of the app

or from Python: `from predict import predict; predict([{"column": value, ...}, ...])`.
Cells may be text as a CSV file has it; empty ones and None are missing. A row that lacks a cell which nothing fills gets None.
"""
import base64
import csv
import datetime
import json
import math
import sys

import numpy as np

MODEL = json.loads("__MODEL__")
MISSING = {"", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "#N/A", "?", "-", "\u2014", "\u65e0"}


def is_missing(cell):
    return cell is None or (isinstance(cell, float) and math.isnan(cell)) or (isinstance(cell, str) and cell.strip() in MISSING)


def to_number(cell):
    """A number, or not-a-number for anything else."""
    try:
        return float(cell)
    except (TypeError, ValueError):
        return math.nan


def to_days(cell):
    """Days since 1970-01-01 UTC of a date, an ISO date or milliseconds."""
    if isinstance(cell, (int, float)):
        return cell / 86400000
    moment = cell
    if isinstance(cell, str):
        try:
            moment = datetime.datetime.fromisoformat(cell.strip().replace("Z", "+00:00"))
        except ValueError:
            return math.nan
    elif not isinstance(cell, datetime.datetime):
        moment = datetime.datetime(cell.year, cell.month, cell.day)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.timezone.utc)
    return moment.timestamp() / 86400


def to_level(cell):
    """A category as text; a whole number without its decimals, as a spreadsheet shows it."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def to_features(rows):
    """Rows as numbers, one line each, and which rows lack a cell."""
    features = np.zeros((len(rows), MODEL["features"]))
    lacking = np.zeros(len(rows), dtype=bool)
    at = 0
    for factor in MODEL["factors"]:
        names = [factor["name"], *factor["from"]]
        name = next((each for each in names if rows and each in rows[0]), None)
        if name is None and rows:
            raise KeyError("the column %r is missing" % factor["name"])
        cells = [row[name] for row in rows]
        gaps = np.array([is_missing(cell) for cell in cells], dtype=bool)
        if factor["kind"] == "category":
            places = {level: place for place, level in enumerate(factor["levels"])}
            fill = places.get(factor["fill"], -1)
            found = np.array([fill if gap else places.get(to_level(cell), -1) for cell, gap in zip(cells, gaps)], dtype=int)
            if factor["way"] == "codes":
                features[:, at] = np.where(found < 0, np.nan, found)
                at += 1
            else:
                known = np.flatnonzero(found >= 0)
                features[known, at + found[known]] = 1
                at += len(places)
        else:
            read = to_days if factor["kind"] == "date" else to_number
            values = np.array([math.nan if gap else read(cell) for cell, gap in zip(cells, gaps)], dtype=float)
            gaps = np.isnan(values)
            if factor["fill"] is not None:
                values[gaps] = factor["fill"]
            features[:, at] = (values - factor["shift"]) * factor["factor"]
            at += 1
        if factor["fill"] is None and not factor["keep"]:
            lacking |= gaps
    return features, lacking


def run_linear(model, features):
    return features @ np.array(model["coefficients"], dtype=float).T.reshape(features.shape[1], -1) + model["intercepts"]


def run_mlp(model, features):
    values = features.astype(np.float32)
    for layer in model["layers"]:
        weights = np.frombuffer(base64.b64decode(layer["kernel"]), dtype="<f4").reshape(layer["inputs"], layer["units"])
        values = values @ weights + np.frombuffer(base64.b64decode(layer["bias"]), dtype="<f4")
        if layer["activation"] == "relu":
            values = np.maximum(values, 0)
        elif layer["activation"] == "tanh":
            values = np.tanh(values)
        elif layer["activation"] == "logistic" and layer is not model["layers"][-1]:
            values = 1 / (1 + np.exp(-values))
    return values.astype(float)


def run_trees(model, features):
    feature, threshold, value = (np.array(model[name]) for name in ("feature", "threshold", "value"))
    sides, places = np.array([model["right"], model["left"]]), np.array(model["set"], dtype=int)
    missing_left = np.array(model["missingLeft"], dtype=bool)
    members = np.zeros((len(model["sets"]) + 1, max(map(max, filter(None, model["sets"])), default=0) + 2), dtype=bool)
    for place, codes in enumerate(model["sets"]):
        members[place, codes] = True
    scores = np.tile(np.array(model["baseline"], dtype=float), (len(features), 1))
    rows = np.arange(len(features))
    for tree, root in enumerate(model["roots"]):
        node = np.full(len(features), root)
        while True:
            inner = feature[node] >= 0
            if not inner.any():
                break
            at = node[inner]
            cell = features[rows[inner], feature[at]]
            codes = np.minimum(np.nan_to_num(cell, nan=0), members.shape[1] - 1).astype(int).clip(0)
            goes = np.where(places[at] >= 0, members[places[at], codes], cell <= threshold[at])
            goes = np.where(np.isnan(cell), missing_left[at], goes)
            node[inner] = sides[goes.astype(int), at]
        scores[:, tree % scores.shape[1]] += value[node]
    return scores


RUN = {"linear": run_linear, "mlp": run_mlp, "trees": run_trees}


def scores(rows):
    """One number a row (regression), or one probability a class, and which rows lack a cell."""
    features, lacking = to_features(rows)
    outputs = RUN[MODEL["model"]["form"]](MODEL["model"], np.where(lacking[:, None], 0, features))
    if MODEL["classes"] is None:
        undo = MODEL["undo"]
        return (outputs / undo["factor"] + undo["shift"] if undo else outputs), lacking
    if outputs.shape[1] == 1:
        positive = 1 / (1 + np.exp(-np.clip(outputs, -700, 700)))
        return np.hstack([1 - positive, positive]), lacking
    grown = np.exp(outputs - outputs.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True), lacking


def predict(rows):
    """The prediction of each row (a dict of cells): a number or a class name; None where a needed cell is missing."""
    answers, lacking = scores(rows)
    if MODEL["classes"] is None:
        values = answers[:, 0].tolist()
    else:
        values = [MODEL["classes"][place] for place in answers.argmax(axis=1)]
    return [None if gap else value for value, gap in zip(values, lacking)]


def main(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    header = list(rows[0]) if rows else []
    classes = MODEL["classes"] or []
    writer.writerow([*header, "prediction", *("probability_" + name for name in classes)])
    if not rows:
        return
    answers, lacking = scores(rows)
    for row, value, answer, gap in zip(rows, predict(rows), answers, lacking):
        shares = ["" if gap else repr(float(share)) for share in answer] if classes else []
        writer.writerow([*(row[name] for name in header), "" if gap else value, *shares])


def verify():
    """Compares the answers to made-up rows with those that the app gave: numbers to 1e-5 of their size."""
    proof = MODEL["proof"]
    for row, expected, found in zip(proof["rows"], proof["predictions"], predict(proof["rows"])):
        if isinstance(expected, (int, float)) and found is not None:
            same = abs(found - expected) <= 1e-5 * max(1, abs(expected))
        else:
            same = found == expected
        if not same:
            sys.exit("differs: %r instead of %r for %r" % (found, expected, row))
    print("agrees on %d rows" % len(proof["rows"]))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if sys.argv[1] == "--verify":
        verify()
        sys.exit()
    main(sys.argv[1])
