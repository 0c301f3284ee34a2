"""Does the whole run again with pandas and scikit-learn, and compares its numbers with those of the app.

    python train.py file.csv [more files, in the order they had in the app]
"""
import sys

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.neural_network import MLPClassifier, MLPRegressor

import steps
from steps import PLAN


def make_model():
    """scikit-learn's own model with the options of the run; a network or trees learn other numbers from other random draws."""
    options, kind = dict(PLAN["options"]), PLAN["modelType"]
    classifies = PLAN["target"]["task"] == "classification"
    seed = options.pop("random_state", None)
    seed = PLAN["split"]["seed"] if seed is None else seed
    if kind == "linear_regression":
        alpha, intercept = options.get("alpha", 0), options.get("fit_intercept", True)
        return Ridge(alpha=alpha, fit_intercept=intercept, solver="svd") if alpha else LinearRegression(fit_intercept=intercept)
    if kind == "logistic_regression":
        known = {name: options[name] for name in ("C", "fit_intercept", "class_weight") if name in options}
        return LogisticRegression(solver="newton-cg", tol=1e-12, max_iter=10000, **known)
    if kind == "dnn":
        made = MLPClassifier if classifies else MLPRegressor
    else:
        made = HistGradientBoostingClassifier if classifies else HistGradientBoostingRegressor
    known = made().get_params()
    chosen = {name: value for name, value in options.items() if name in known and value is not None and value != ""}
    chosen.pop("monotonic_cst", None)
    if kind == "gradient_boosting":
        chosen["categorical_features"] = [field.get("way") == "codes" for field in PLAN["factors"]]
    if chosen.get("batch_size", 0) == 0:
        chosen.pop("batch_size", None)
    return made(random_state=seed, **chosen)


def run(files):
    tables = [steps.read(file) for file in files]
    merged = steps.merge(tables)
    kept, reasons = steps.clean(merged)
    target = steps.target_of(kept)
    train, test = steps.split(target)
    judged = test if len(test) else train
    features = steps.Features().fit(kept.iloc[train])
    learn, ask = features.apply(kept.iloc[train]), features.apply(kept.iloc[judged])

    scale = PLAN["target"].get("scale")
    shift, spread = (target[train].mean(), target[train].std() or 1.0) if scale else (0.0, 1.0)
    model = make_model()
    model.fit(learn, (target[train] - shift) / spread if scale else target[train])
    if PLAN["target"]["task"] == "regression":
        found = steps.measure(target[judged], model.predict(ask) * spread + shift)
    else:
        classes = np.array(PLAN["target"]["classes"], dtype=object)
        shares = np.zeros((len(judged), len(classes)))
        given = model.predict_proba(ask)
        for place, name in enumerate(model.classes_):
            shares[:, list(classes).index(name)] = given[:, place]
        found = steps.measure(target[judged].astype(str), classes[shares.argmax(axis=1)].astype(str), shares, classes.astype(str))
    rows = {"read": sum(map(len, tables)), "duplicates": sum(map(len, tables)) - len(merged), "kept": len(kept), "train": len(train), "test": len(test)}
    return model, found, rows, reasons


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    _, found, rows, reasons = run(sys.argv[1:])
    for reason, count in reasons.items():
        print("dropped %d rows: %s" % (count, reason))
    differ = steps.compare(found, rows)
    if differ:
        sys.exit("these differ from the app: %s" % ", ".join(differ))
