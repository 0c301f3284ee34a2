"""The steps of the run in pandas and scikit-learn (reading is in reading.py): merge, clean, split, preprocess, fit, report. `plan.json` says what each does."""
import math
import re
import unicodedata

import numpy as np
import pandas as pd
from sklearn import metrics
from sklearn.model_selection import StratifiedShuffleSplit, train_test_split

from reading import PLAN, read  # noqa: F401

DAY = pd.Timedelta(days=1)
# Since pandas 2 all dates of a column are read as the first one is, unless told otherwise.
MIXED = {"format": "mixed"} if int(pd.__version__.split(".")[0]) >= 2 else {}


def aligned(tables):
    """One table under the fields' names, in the first file's order of columns."""
    fields = [*PLAN["factors"], PLAN["target"]]
    renamed = [table.rename(columns=lambda name: own_name(name, fields, table)) for table in tables]
    for field in fields:
        lacking = [k for k, table in enumerate(renamed) if field["name"] not in table.columns]
        if lacking and PLAN["merge"].get("missingColumn", "error") == "error":
            raise KeyError("file %d has no column %r" % (lacking[0] + 1, field["name"]))
    names = list(renamed[0].columns)
    table = pd.concat([each.reindex(columns=names) for each in renamed], ignore_index=True)
    return table.astype(object).where(table.notna(), None)


def merge(tables):
    """One table: columns by the first file's names and order, equal rows once."""
    table = aligned(tables)
    if PLAN["merge"].get("duplicates") == "keep":
        return table
    fields = [*PLAN["factors"], PLAN["target"]]
    typed = pd.DataFrame({name: typed_cells(table[name], kind_of(name, fields)) for name in table.columns})
    return table[~typed.duplicated().to_numpy()].reset_index(drop=True)


def own_name(name, fields, table):
    owners = [field["name"] for field in fields if name in field["from"] and field["name"] not in table.columns]
    return owners[0] if owners else name


def kind_of(name, fields):
    return next((field["kind"] for field in fields if field["name"] == name), None)


def typed_cells(column, kind):
    """Cells as what they are; those of columns that the model does not use count as numbers where all of them are."""
    if kind is None:
        numbers = to_numbers(column)
        return numbers if not np.any(np.isnan(numbers) & column.notna().to_numpy()) else column
    if kind == "number":
        numbers = to_numbers(column)
        return pd.Series(numbers, dtype=object).where(~(np.isnan(numbers) & column.notna().to_numpy()), column)
    return pd.Series(to_values(column, kind), dtype=object) if kind == "boolean" else column


def to_numbers(column):
    """Numbers, not-a-number for missing cells and for those that are none. A column that only reads with decimal commas has those."""
    present = [cell for cell in column if cell is not None]
    comma = sum(number(cell, True) is not None for cell in present) > sum(number(cell, False) is not None for cell in present)
    return np.array([math.nan if cell is None else nan_if_none(number(cell, comma)) for cell in column], dtype=float)


def nan_if_none(value):
    return math.nan if value is None else value


def number(cell, comma):
    text = unicodedata.normalize("NFKC", str(cell)).replace("\u2212", "-").replace("\u00a0", "").replace(" ", "")
    try:
        if not comma:
            return float(text)
    except ValueError:
        pass
    share = text.endswith("%")
    text = re.sub(r"^[-+]?[$\u20ac\u00a3\u00a5]", lambda mark: mark.group(0)[:-1], text.rstrip("%"))
    text = text.replace(".", "").replace(",", ".") if comma else re.sub(r",(?=\d{3}(\D|$))", "", text)
    try:
        return float(text) / (100 if share else 1)
    except ValueError:
        return None


def to_days(column):
    """Days since 1970-01-01 UTC, not-a-number for missing cells and for those that are no date."""
    texts = pd.Series([None if cell is None else re.sub(r"^(\d{4})\u5e74(\d{1,2})\u6708(\d{1,2})\u65e5$", r"\1-\2-\3", cell) for cell in column])
    first = any(field["name"] == getattr(column, "name", None) and field.get("dayFirst", False) for field in PLAN["factors"])
    moments = pd.to_datetime(texts, utc=True, errors="coerce", dayfirst=first, **MIXED)
    return ((moments - pd.Timestamp(0, tz="UTC")) / DAY).to_numpy(dtype=float)


def to_values(column, kind):
    """Cells of one factor or target: numbers (dates in days), or texts with None for missing."""
    if kind == "number":
        return to_numbers(column)
    if kind == "date":
        return to_days(column)
    # Programs write yes and no in cases of their own.
    return np.array([cell.lower() if kind == "boolean" and cell is not None else cell for cell in column], dtype=object)


def clean(table):
    """Drops the rows that cannot be used; the first reason counts. Gives the rows left and the reasons."""
    reasons = np.full(len(table), "", dtype=object)

    def drop(rows, reason):
        reasons[(reasons == "") & rows] = reason

    target = PLAN["target"]
    for field in [target, *PLAN["factors"]]:
        column = table[field["name"]]
        values, empty = to_values(column, field["kind"]), column.isna().to_numpy()
        if field["kind"] in ("number", "date"):
            drop(np.isnan(values) & ~empty, "clean.unparsable")
            unit = 1 / 86400000 if field["kind"] == "date" else 1
            low, high = field.get("min"), field.get("max")
        drops = field is target or field["rule"] == "drop"
        drop(empty & drops, "clean.no-target" if field is target else "clean.missing")
        if field["kind"] in ("number", "date"):
            drop(values < low * unit if low is not None else np.zeros(len(table), dtype=bool), "clean.below-min")
            drop(values > high * unit if high is not None else np.zeros(len(table), dtype=bool), "clean.above-max")
            allowed = {nan_if_none(number(word, False)) for word in field.get("enum", [])}
        else:
            allowed = {word.lower() if field["kind"] == "boolean" else word for word in field.get("enum", [])}
        if allowed:
            drop(np.array([not gap and value not in allowed for value, gap in zip(values, empty)]), "clean.not-allowed")
    return table[reasons == ""].reset_index(drop=True), pd.Series(reasons[reasons != ""]).value_counts().to_dict()


def target_of(table):
    """Numbers, or class names."""
    target = PLAN["target"]
    if target["task"] == "regression":
        return to_values(table[target["name"]], target["kind"])
    values = to_values(table[target["name"]], target["kind"])
    if target["kind"] == "number":
        return np.array([("%d" % value) if value.is_integer() else repr(value) for value in values.tolist()], dtype=object)
    names = {name.lower(): name for name in target["classes"]} if target["kind"] == "boolean" else {}
    return np.array([names.get(value, value) for value in values], dtype=object)


def split(target):
    """Places of the training and the test rows: the very rows that the app drew."""
    given, rows = PLAN["split"], np.arange(len(target))
    if given["testSize"] == 0:
        return rows, rows[:0]
    if given["stratify"] and PLAN["target"]["task"] == "classification":
        sizes = dict(test_size=math.ceil(len(rows) * given["testSize"]), random_state=given["seed"])
        return next(StratifiedShuffleSplit(n_splits=1, **sizes).split(rows, target))
    return train_test_split(rows, test_size=given["testSize"], random_state=given["seed"])


class Features:
    """What is learned from training rows alone: fills, scales and levels; then turns any rows into a matrix."""

    def fit(self, table):
        self.learned = [self.learn(field, to_values(table[field["name"]], field["kind"])) for field in PLAN["factors"]]
        return self

    def learn(self, field, values):
        rule = field["rule"]
        if field["kind"] in ("number", "date"):
            present = values[~np.isnan(values)]
            if isinstance(rule, dict):
                constant = rule["constant"]
                fill = to_days(pd.Series([constant]))[0] if field["kind"] == "date" and isinstance(constant, str) else float(constant)
            elif rule == "most_frequent":
                found, counts = np.unique(present, return_counts=True)
                fill = found[counts.argmax()]
            else:
                fill = {"mean": np.mean, "median": np.median}[rule](present) if rule in ("mean", "median") else None
            filled = values if fill is None else np.where(np.isnan(values), fill, values)
            filled = filled[~np.isnan(filled)]
            shift, spread = 0.0, 1.0
            if field["scale"] == "standard":
                shift, spread = filled.mean(), filled.std()
            elif field["scale"] == "minmax":
                shift, spread = filled.min(), filled.max() - filled.min()
            elif field["scale"] == "robust":
                low, shift, high = np.percentile(filled, [25, 50, 75])
                spread = high - low
            return dict(fill=fill, shift=shift, spread=spread or 1.0)
        present = [value for value in values if value is not None]
        fill = str(rule["constant"]) if isinstance(rule, dict) else None
        fill = fill.lower() if fill and field["kind"] == "boolean" else fill
        if rule == "most_frequent":
            counts = pd.Series(present).value_counts()
            fill = sorted(counts[counts == counts.max()].index)[0]
        return dict(fill=fill, levels=sorted({*present, *([fill] if fill and len(present) < len(values) else [])}))

    def apply(self, table):
        columns = []
        for field, learned in zip(PLAN["factors"], self.learned):
            values = to_values(table[field["name"]], field["kind"])
            if "levels" not in learned:
                filled = values if learned["fill"] is None else np.where(np.isnan(values), learned["fill"], values)
                columns.append(((filled - learned["shift"]) / learned["spread"])[:, None])
                continue
            filled = np.array([learned["fill"] if value is None else value for value in values], dtype=object)
            if field["way"] == "codes":
                places = {level: place for place, level in enumerate(learned["levels"])}
                columns.append(np.array([places.get(value, math.nan) for value in filled], dtype=float)[:, None])
            else:
                columns.append((filled[:, None] == np.array(learned["levels"], dtype=object)).astype(float))
        return np.hstack(columns)


def measure(actual, predicted, shares=None, classes=None):
    """The numbers of the report."""
    if PLAN["target"]["task"] == "regression":
        squared = metrics.mean_squared_error(actual, predicted)
        return {
            "r2": metrics.r2_score(actual, predicted),
            "mae": metrics.mean_absolute_error(actual, predicted),
            "mse": squared,
            "rmse": math.sqrt(squared),
            "medae": metrics.median_absolute_error(actual, predicted),
        }
    found = {
        "accuracy": metrics.accuracy_score(actual, predicted),
        "balancedAccuracy": metrics.balanced_accuracy_score(actual, predicted),
        "f1Macro": metrics.f1_score(actual, predicted, average="macro"),
        "logLoss": metrics.log_loss(actual, shares, labels=list(classes)),
    }
    if len(classes) == 2:
        found["rocAuc"] = metrics.roc_auc_score(actual == classes[1], shares[:, 1])
    return found


def compare(found, rows):
    """Prints the numbers beside those of the app. Gives the names of those that differ by more than the plan allows."""
    expected, worst = PLAN["expected"], []
    print("%-18s %22s %22s" % ("", "here", "in the app"))
    for name, value in [*rows.items(), *found.items()]:
        told = expected["rows"].get(name, expected["metrics"].get(name))
        print("%-18s %22.15g %22.15g" % (name, value, math.nan if told is None else told))
        limit = 0 if name in rows else expected["tolerance"]
        if told is not None and limit is not None and abs(value - told) > limit * max(1, abs(told)):
            worst.append(name)
    return worst
