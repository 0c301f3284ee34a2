"""Predicts with a model made by Intab. Needs Python 3.8 and numpy. All in one file, so that it works wherever it is copied.

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
import re
import sys
import unicodedata

import numpy as np

MODEL = json.loads("__MODEL__")
MISSING = set(MODEL["missing"])


WRITTEN = re.compile(
    r"([+-]?)(?:US\$|CN\u00a5|R\$|RMB|CNY|USD|EUR|GBP|[$\u20ac\u00a3\u00a5\u20b9])?\s*([+-]?)([\d.,'\s]*\d[.,]?)(e[+-]?\d+)?\s*"
    r"(%|\u2030|\u5143|US\$|RMB|CNY|USD|EUR|GBP|[$\u20ac\u00a3\u00a5\u20b9])?",
    re.IGNORECASE | re.ASCII,
)
BODIES = [
    re.compile(r"(\d+|\d{1,3}(?:%s\d{3})+|\d{1,3}(?:\s\d{3})+|\d{1,3}(?:'\d{3})+|)(?:%s(\d*))?" % marks, re.ASCII)
    for marks in ((",", r"\."), (r"\.", ","))
]


def is_missing(cell):
    if isinstance(cell, str):
        return cell.strip() in MISSING
    try:
        return cell is None or bool(cell != cell)
    except TypeError:  # pandas' NA is neither equal nor different.
        return True


def to_number(cell, comma=False):
    """A number as people write it: 1,234.5, $12, 5% (0.05), (3) (-3), full-width; with `comma` 1.234,5. Else not-a-number."""
    if isinstance(cell, (int, float, np.number)) and not isinstance(cell, bool):
        return float(cell)
    plain = re.sub("[\u2212\u2013\ufe63]", "-", unicodedata.normalize("NFKC", str(cell).strip())).strip()
    bracketed = re.fullmatch(r"\((.+)\)", plain)
    match = WRITTEN.fullmatch(bracketed.group(1) if bracketed else plain)
    if not match:
        return math.nan
    before, after, body, power, unit = (part or "" for part in match.groups())
    parts = BODIES[comma].fullmatch(body)
    if not parts or (before and after):
        return math.nan
    whole, fraction = re.sub(r"\D", "", parts.group(1)), parts.group(2) or "0"
    value = float("%s.%se%d" % (whole or "0", fraction, int(power[1:] or 0) - {"%": 2, "\u2030": 3}.get(unit, 0)))
    value = value if math.isfinite(value) else math.nan
    return -value if "-" in (before, after) or bracketed else value


def to_days(cell):
    """Days since 1970-01-01 UTC of a date, an ISO date or milliseconds."""
    if isinstance(cell, (int, float, np.number)):
        return float(cell) / 86400000
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


def to_level(cell, levels, any_case):
    """A category as text; yes and no in the words and case of the levels; a whole number without its decimals, as a spreadsheet shows it."""
    if isinstance(cell, (bool, np.bool_)):
        words = {"true", "yes", "t", "y", "\u662f", "1"} if cell else {"false", "no", "f", "n", "\u5426", "0"}
        return next((level for level in levels if level.lower() in words), str(bool(cell)).lower())
    if isinstance(cell, (float, np.floating)) and float(cell).is_integer():
        return str(int(cell))
    text = str(cell).strip()
    return next((level for level in levels if level.lower() == text.lower()), text) if any_case and text not in levels else text


def to_features(rows):
    """Rows as numbers, one line each, and which rows lack a cell."""
    texts = any(factor["kind"] == "text" for factor in MODEL["factors"])
    features = np.empty((len(rows), MODEL["features"]), dtype=object) if texts else np.zeros((len(rows), MODEL["features"]))
    lacking = np.zeros(len(rows), dtype=bool)
    at = 0
    for factor in MODEL["factors"]:
        names = [factor["name"], *factor["from"]]
        if rows and not any(name in row for row in rows for name in names):
            raise KeyError("the column %r is missing" % factor["name"])
        cells = [next((row[name] for name in names if name in row), None) for row in rows]
        gaps = np.array([is_missing(cell) for cell in cells], dtype=bool)
        if factor["kind"] == "text":
            features[:, at] = [factor["fill"] or "" if gap else str(cell) for cell, gap in zip(cells, gaps)]
            at += 1
        elif factor["kind"] == "category":
            places = {level: place for place, level in enumerate(factor["levels"])}
            fill = places.get(factor["fill"], -1)
            found = np.array([fill if gap else places.get(to_level(cell, factor["levels"], factor["anyCase"]), -1) for cell, gap in zip(cells, gaps)], dtype=int)
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


# __GRAMS__


def scores(rows):
    """One number a row (regression), or one probability a class, and which rows lack a cell."""
    features, lacking = to_features(rows)
    features[lacking] = "" if features.dtype == object else 0
    outputs = RUN[MODEL["model"]["form"]](MODEL["model"], features)
    if MODEL["classes"] is None:
        undo = MODEL["undo"]
        return (outputs / undo["factor"] + undo["shift"] if undo else outputs), lacking
    if MODEL["link"] != "softmax" or outputs.shape[1] == 1:
        shares = 1 / (1 + np.exp(-np.clip(outputs, -700, 700)))
        if MODEL["link"] == "softmax":
            return np.hstack([1 - shares, shares]), lacking
        return (shares / shares.sum(axis=1, keepdims=True) if MODEL["link"] == "one-vs-rest" else shares), lacking
    grown = np.exp(outputs - outputs.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True), lacking


def predict(rows):
    """The prediction of each row (a dict of cells): a number or a class name; None where a needed cell is missing."""
    answers, lacking = scores(rows)
    if MODEL["classes"] is None:
        values = answers[:, 0].tolist()
    elif MODEL["separator"] is not None:
        names = zip(*np.where(answers >= 0.5, np.array(MODEL["classes"], dtype=object), None).T)
        values = [MODEL["separator"].join(name for name in row if name is not None) for row in names]
    else:
        values = [MODEL["classes"][place] for place in answers.argmax(axis=1)]
    return [None if gap else value for value, gap in zip(values, lacking)]


def read(path):
    """The rows of a CSV file; whatever stands most often in its first line divides cells."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        header = file.readline()
        file.seek(0)
        return list(csv.DictReader(file, delimiter=max(",;\t|", key=header.count)))


def with_points(rows):
    """Rows whose numbers are read with decimal commas where more of a column's cells make sense so."""
    rows = [dict(row) for row in rows]
    for name in [name for factor in MODEL["factors"] if factor["kind"] == "number" for name in (factor["name"], *factor["from"])]:
        cells = [row[name] for row in rows if not is_missing(row.get(name))]
        bad = [sum(math.isnan(to_number(cell, comma)) for cell in cells) for comma in (False, True)]
        if bad[True] < bad[False]:
            for row in rows:
                row[name] = None if is_missing(row.get(name)) else to_number(row[name], True)
    return rows


def main(path):
    rows = read(path)
    sys.stdout.reconfigure(encoding="utf-8")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    header = list(rows[0]) if rows else []
    classes = MODEL["classes"] or []
    writer.writerow([*header, "prediction", *("probability_" + name for name in classes)])
    if not rows:
        return
    asked = with_points(rows)
    answers, lacking = scores(asked)
    for row, value, answer, gap in zip(rows, predict(asked), answers, lacking):
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
