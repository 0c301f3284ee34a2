"""The run on Dask, for data that outgrows one machine: the same plan, part by part; no worker ever holds more than a part.

    python scale/dask_run.py part-*.csv                            a cluster of processes on this machine
    python scale/dask_run.py --scheduler tcp://host:8786 part-*.csv

What is learned travels as small sums: fills and scales, one triangle a part (linear regression, TSQR), one gradient and Hessian a Newton step
(logistic regression). Networks and trees learn from a sample of rows and predict everywhere. Rows come back never, numbers only.
"""
import argparse
import math
import os
import pathlib
import sys

import numpy as np
import pandas as pd
from dask import compute, delayed
from dask.distributed import Client, LocalCluster

HOME = str(pathlib.Path(__file__).resolve().parent.parent)
sys.path.insert(0, HOME)
import steps  # noqa: E402
import train  # noqa: E402
from steps import PLAN  # noqa: E402

TARGET = PLAN["target"]
SAMPLE = 200_000


def load(path):
    """One part, its columns under the fields' names; rows in their order."""
    return steps.aligned([steps.read(path)])


def hashes(table):
    """One number a row, equal for rows that are equal: numbers of the model by value, all else as written."""
    fields = [*PLAN["factors"], TARGET]
    cells = {name: steps.typed_cells(table[name], steps.kind_of(name, fields) or "text") for name in sorted(table.columns)}
    return pd.util.hash_pandas_object(pd.DataFrame(cells).astype(str), index=False).to_numpy()


def used(part, keep):
    """The rows of a part that are kept, and why others are not."""
    return steps.clean(part[keep].reset_index(drop=True))


def moments(table, names):
    """Partial sums of the number factors: count, sum, smallest, largest."""
    found = {}
    for field in PLAN["factors"]:
        values = steps.to_values(table[field["name"]], field["kind"])
        if field["name"] not in names:
            found[field["name"]] = pd.Series([value for value in values if value is not None], dtype=object).value_counts().to_dict()
            continue
        present = values[~np.isnan(values)]
        found[field["name"]] = (len(present), math.fsum(present), present.min(initial=math.inf), present.max(initial=-math.inf), len(values))
    return found


def spread_of(table, centres):
    """Partial sums of squares about known centres, missing cells filled with `centres[name][1]` where that is a number."""
    found = {}
    for name, (centre, fill) in centres.items():
        field = next(each for each in PLAN["factors"] if each["name"] == name)
        values = steps.to_values(table[name], field["kind"])
        values = np.where(np.isnan(values), math.nan if fill is None else fill, values)
        found[name] = math.fsum(((values - centre) ** 2)[~np.isnan(values)])
    return found


def values_of(table, name):
    """The present values of one column: for medians and quantiles, which no sum gives."""
    field = next(each for each in PLAN["factors"] if each["name"] == name)
    values = steps.to_values(table[name], field["kind"])
    return values[~np.isnan(values)]


def learn(parts):
    """Fills, scales and levels from partial sums of the training rows: what `steps.Features` learns from all rows at once."""
    numbers = {field["name"] for field in PLAN["factors"] if field["kind"] in ("number", "date")}
    sums = compute(*[delayed(moments)(part, numbers) for part in parts])
    features, learned, centres = steps.Features(), {}, {}
    for field in PLAN["factors"]:
        name, rule = field["name"], field["rule"]
        if name not in numbers:
            counts = {}
            for each in sums:
                for level, count in each[name].items():
                    counts[level] = counts.get(level, 0) + count
            most = max(counts.values())
            fill = str(rule["constant"]) if isinstance(rule, dict) else min(l for l, n in counts.items() if n == most) if rule == "most_frequent" else None
            learned[name] = dict(fill=fill, levels=sorted({*counts, *([fill] if fill else [])}))
            continue
        count = sum(each[name][0] for each in sums)
        total = sum(each[name][4] for each in sums)
        mean = math.fsum(each[name][1] for each in sums) / count
        low, high = min(each[name][2] for each in sums), max(each[name][3] for each in sums)
        gathered = None
        if rule in ("median", "most_frequent") or field["scale"] == "robust":
            gathered = np.concatenate(compute(*[delayed(values_of)(part, name) for part in parts]))
        if isinstance(rule, dict):
            fill = features.learn(field, np.array([0.0]))["fill"]
        elif rule == "most_frequent":
            found, counts = np.unique(gathered, return_counts=True)
            fill = found[counts.argmax()]
        else:
            fill = {"mean": mean, "median": None if gathered is None else np.median(gathered)}.get(rule) if rule in ("mean", "median") else None
        shift, spread = 0.0, 1.0
        filled = total if fill is not None else count
        if field["scale"] == "minmax":
            lows = [low] if fill is None or total == count else [low, fill]
            shift, spread = min(lows), max(high, *lows) - min(lows)
        elif field["scale"] == "standard":
            shift = (mean * count + (0 if fill is None else fill) * (filled - count)) / filled
            centres[name] = (shift, fill)
            spread = filled
        elif field["scale"] == "robust":
            full = gathered if fill is None else np.concatenate([gathered, np.full(total - count, fill)])
            first, shift, third = np.percentile(full, [25, 50, 75])
            spread = third - first
        learned[name] = dict(fill=fill, shift=shift, spread=spread or 1.0)
    squares = compute(*[delayed(spread_of)(part, centres) for part in parts])
    for name in centres:
        rows = learned[name]["spread"]
        learned[name]["spread"] = math.sqrt(math.fsum(each[name] for each in squares) / rows) or 1.0
    features.learned = [learned[field["name"]] for field in PLAN["factors"]]
    return features


def triangle(features, table, target, means):
    """The R of one part's centred columns and target: all that least squares must know of its rows."""
    if not len(table):
        return np.zeros((0, len(means)))
    block = np.hstack([features.apply(table), target[:, None]]) - means
    return np.linalg.qr(block, mode="r")


def sums_of(features, table, target):
    return np.hstack([features.apply(table), target[:, None]]).sum(axis=0) if len(table) else 0.0


def fit_linear(features, parts, targets):
    """Least squares by TSQR: the triangles of the parts, one below another, have the same solution as the rows."""
    options = PLAN["options"]
    rows = sum(compute(*[delayed(len)(part) for part in parts]))
    sums = sum(compute(*[delayed(sums_of)(features, part, target) for part, target in zip(parts, targets)]))
    means = sums / rows if options.get("fit_intercept", True) else np.zeros(len(sums))
    stacked = np.vstack(compute(*[delayed(triangle)(features, part, target, means) for part, target in zip(parts, targets)]))
    left, right, alpha = stacked[:, :-1], stacked[:, -1], options.get("alpha", 0)
    if alpha:
        left = np.vstack([left, math.sqrt(alpha) * np.eye(left.shape[1])])
        right = np.concatenate([right, np.zeros(left.shape[1])])
    weights = np.linalg.lstsq(left, right, rcond=np.finfo(float).eps * max(rows, left.shape[1]))[0]
    return weights, means[-1] - means[:-1] @ weights


def shares_of(scores):
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)


def newton_part(features, table, target, weights, balance):
    """Loss, gradient and Hessian of one part. Weights: classes x (features + 1)."""
    inputs = np.hstack([features.apply(table), np.ones((len(table), 1))])
    classes = TARGET["classes"]
    actual = (target[:, None] == np.array(classes, dtype=object)).astype(float)
    row = actual @ balance
    shares = shares_of(inputs @ weights.T)
    loss = -(row * np.log(np.maximum((shares * actual).sum(axis=1), 1e-300))).sum()
    gradient = ((shares - actual) * row[:, None]).T @ inputs
    size = inputs.shape[1]
    hessian = np.zeros((len(classes) * size,) * 2)
    for a in range(len(classes)):
        for b in range(a, len(classes)):
            curve = row * shares[:, a] * ((a == b) - shares[:, b])
            block = (inputs * curve[:, None]).T @ inputs
            hessian[a * size : (a + 1) * size, b * size : (b + 1) * size] = block
            hessian[b * size : (b + 1) * size, a * size : (a + 1) * size] = block.T
    return loss, gradient, hessian


def fit_logistic(features, parts, targets):
    """L2 logistic loss by Newton steps whose sums come from the parts; halved until the loss falls."""
    options, classes = PLAN["options"], TARGET["classes"]
    counts = np.array([sum(compute(*[delayed(lambda t, name=name: int((t == name).sum()))(target) for target in targets])) for name in classes])
    balance = counts.sum() / (len(classes) * counts) if options.get("class_weight") == "balanced" else np.ones(len(classes))
    width = features.apply(first_rows(parts)).shape[1] + 1
    # Two classes have one score: the softmax of (0, s) is the logistic of s.
    pair, free = len(classes) == 2, bool(options.get("fit_intercept", True))
    penalty = np.full(width, 1 / options.get("C", 1))
    penalty[-1] = 0
    weights = np.zeros((len(classes), width))

    def whole(at):
        parts_of = compute(*[delayed(newton_part)(features, part, target, at, balance) for part, target in zip(parts, targets)])
        loss, gradient, hessian = (sum(each[k] for each in parts_of) for k in range(3))
        return loss + 0.5 * (penalty * at**2).sum(), gradient + penalty * at, hessian + np.diag(np.tile(penalty, len(classes)))

    active = np.ones(weights.size, dtype=bool)
    if pair:
        active[:width] = False
    if not free:
        active[width - 1 :: width] = False
    loss, gradient, hessian = whole(weights)
    for _ in range(100):
        step = np.zeros(weights.size)
        step[active] = np.linalg.lstsq(hessian[np.ix_(active, active)], gradient.ravel()[active], rcond=None)[0]
        step, scale = step.reshape(weights.shape), 1.0
        while scale > 1e-10:
            tried = whole(weights - scale * step)
            if tried[0] <= loss:
                break
            scale /= 2
        done = loss - tried[0] <= 1e-15 * abs(loss)
        if tried[0] <= loss:
            weights, (loss, gradient, hessian) = weights - scale * step, tried
        if done:
            break
    return weights


def first_rows(parts):
    return next(each for each in compute(*[delayed(lambda table: table.head(1))(part) for part in parts]) if len(each))


def answers(predict, table, target):
    """What the report needs of one part: actual values and answers, numbers alone."""
    return (target, *predict(table)) if len(table) else None


def run(files):
    tables = [delayed(load)(file) for file in files]
    marks = compute(*[delayed(hashes)(table) for table in tables])
    starts = np.concatenate([[0], np.cumsum([len(mark) for mark in marks])])
    keep = np.ones(starts[-1], dtype=bool)
    if PLAN["merge"].get("duplicates") != "keep":
        keep = ~pd.Series(np.concatenate(marks)).duplicated().to_numpy()
    cleaned = [delayed(used)(table, keep[a:b]) for table, a, b in zip(tables, starts, starts[1:])]
    told = compute(*[delayed(lambda part: (steps.target_of(part[0]), part[1]))(part) for part in cleaned])
    target, ends = np.concatenate([part[0] for part in told]), np.cumsum([len(part[0]) for part in told])
    chosen, test = steps.split(target)
    judged = test if len(test) else chosen

    def rows_of(places):
        """The parts of some rows, each in order, with their targets."""
        sides = []
        for part, end, (own, _) in zip(cleaned, ends, told):
            inside = np.sort(places[(places >= end - len(own)) & (places < end)]) - (end - len(own))
            sides.append((delayed(lambda table, at: table[0].iloc[at])(part, inside), own[inside]))
        return [side[0] for side in sides], [side[1] for side in sides]

    learn_parts, learn_targets = rows_of(chosen)
    ask_parts, ask_targets = rows_of(judged)
    features = learn(learn_parts)
    classifies = TARGET["task"] == "classification"
    if PLAN["modelType"] == "linear_regression":
        weights, intercept = fit_linear(features, learn_parts, learn_targets)
        predict = lambda table: (features.apply(table) @ weights + intercept, None)
    elif PLAN["modelType"] == "logistic_regression":
        weights = fit_logistic(features, learn_parts, learn_targets)

        def predict(table):
            shares = shares_of(np.hstack([features.apply(table), np.ones((len(table), 1))]) @ weights.T)
            return np.array(TARGET["classes"], dtype=object)[shares.argmax(axis=1)], shares
    else:
        predict = fit_sample(features, learn_parts, learn_targets, len(chosen))
    parts = [part for part in compute(*[delayed(answers)(predict, table, own) for table, own in zip(ask_parts, ask_targets)]) if part]
    actual, predicted = (np.concatenate([part[k] for part in parts]) for k in (0, 1))
    if classifies:
        classes = np.array(TARGET["classes"], dtype=object).astype(str)
        found = steps.measure(actual.astype(str), predicted.astype(str), np.vstack([part[2] for part in parts]), classes)
    else:
        found = steps.measure(actual.astype(float), predicted.astype(float))
    read = int(starts[-1])
    rows = {"read": read, "duplicates": read - int(keep.sum()), "kept": len(target), "train": len(chosen), "test": len(test)}
    return found, rows


def fit_sample(features, parts, targets, count):
    """A network or trees, learned from at most SAMPLE rows drawn evenly from the parts; predicting is done where the rows are."""
    share = min(1.0, SAMPLE / count)
    drawn = compute(*[delayed(lambda table, k: table.iloc[:: max(1, round(1 / share))])(table, 0) for table in parts])
    wanted = [target[:: max(1, round(1 / share))] for target in targets]
    inputs, target = features.apply(pd.concat(drawn)), np.concatenate(wanted)
    scale = TARGET.get("scale")
    shift, spread = (target.mean(), target.std() or 1.0) if scale else (0.0, 1.0)
    model = train.make_model().fit(inputs, (target - shift) / spread if scale else target)

    def predict(table):
        block = features.apply(table)
        if TARGET["task"] == "regression":
            return model.predict(block) * spread + shift, None
        shares, given = np.zeros((len(block), len(TARGET["classes"]))), model.predict_proba(block)
        for place, name in enumerate(model.classes_):
            shares[:, TARGET["classes"].index(name)] = given[:, place]
        return np.array(TARGET["classes"], dtype=object)[shares.argmax(axis=1)], shares

    return predict


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--scheduler", help="address of a cluster; else processes of this machine")
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("files", nargs="+")
    given = asked.parse_args()
    # Processes of this machine find `steps` and `train` beside the plan; those of a cluster must have the folder, and the parts, at the same path.
    os.environ["PYTHONPATH"] = os.pathsep.join([HOME, os.environ.get("PYTHONPATH", "")])
    address = given.scheduler or LocalCluster(n_workers=given.workers, threads_per_worker=1, dashboard_address=None)
    with Client(address):
        found, rows = run(given.files)
    differ = steps.compare(found, rows)
    if differ:
        sys.exit("these differ from the app: %s" % ", ".join(differ))
