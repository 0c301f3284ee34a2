#!/usr/bin/python3
"""scikit-learn's metrics and bootstrap intervals for test/metrics.

Run: /usr/bin/python3 make_metrics.py > metrics.json   (made with scikit-learn 1.2.1, NumPy 1.24.2)
"""
import json
import sys
import warnings

import numpy as np
import sklearn
from sklearn import metrics as m

warnings.filterwarnings("ignore")


def regression(y, p):
    return dict(r2=m.r2_score(y, p), mae=m.mean_absolute_error(y, p), mse=m.mean_squared_error(y, p),
                rmse=m.mean_squared_error(y, p) ** 0.5, medae=m.median_absolute_error(y, p))


def auc(y, p):
    k = p.shape[1]
    if len(np.unique(y)) < k:
        return None
    return m.roc_auc_score(y, p[:, 1]) if k == 2 else m.roc_auc_score(y, p, multi_class="ovr", average="macro")


def classification(y, p):
    k = p.shape[1]
    guess = p.argmax(axis=1)
    return dict(accuracy=m.accuracy_score(y, guess), balancedAccuracy=m.balanced_accuracy_score(y, guess),
                f1Macro=m.f1_score(y, guess, average="macro"), logLoss=m.log_loss(y, p, labels=list(range(k))),
                rocAuc=auc(y, p), confusion=m.confusion_matrix(y, guess, labels=list(range(k))).tolist())


def shares(n, k, seed, sharp=1.0, digits=None):
    z = np.random.RandomState(seed).standard_normal((n, k)) * sharp
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    if digits is not None:
        p = np.round(p, digits)
        p[:, -1] = 1 - p[:, :-1].sum(axis=1)
    return p


def intervals(n, measure, seed, resamples):
    random = np.random.RandomState(seed)
    seen = [measure(random.randint(0, n, n)) for _ in range(resamples)]
    out = {}
    for name in set(seen[0]) - {"confusion"}:
        values = [s[name] for s in seen if s[name] is not None]
        if values:
            out[name] = np.percentile(values, [2.5, 97.5]).tolist()
    return out


def main():
    r = np.random.RandomState(7)
    noisy = r.standard_normal(501) * 3 + 1e6
    # A constant of 0.25: the mean of a constant that is no binary fraction is off by an ulp in NumPy, and R² then about -1e31.
    regressions = dict(
        noisy=(noisy, noisy + r.standard_normal(501)),
        even=(r.standard_normal(40) * 1e-9, r.standard_normal(40) * 1e-9),
        tied=(np.repeat([1.0, 2.0, 3.0], 8), np.tile([1.0, 2.0], 12)),
        perfect=(np.arange(9.0), np.arange(9.0)),
        constant_missed=(np.full(6, 0.25), np.array([0.25, 0.25, 0.5, 0.25, 0.0, 0.25])),
        constant_met=(np.full(6, 0.25), np.full(6, 0.25)),
        two_rows=(np.array([3.0, 4.0]), np.array([4.0, 3.0])),
        wide=(np.array([1e15, 1.0, -1e15, 2.0]), np.array([1e15, 2.0, -1e15, 4.0])),
    )
    codes = lambda n, k, seed: np.random.RandomState(seed).randint(0, k, n)
    classifications = dict(
        two=(codes(300, 2, 1), shares(300, 2, 2)),
        tied_scores=(codes(120, 2, 3), shares(120, 2, 4, digits=1)),
        three=(codes(211, 3, 5), shares(211, 3, 6)),
        five_tied=(codes(400, 5, 7), shares(400, 5, 8, digits=1)),
        class_not_in_test_rows=(codes(90, 3, 9), shares(90, 4, 10)),
        class_never_seen_nor_said=(codes(60, 2, 11), np.hstack([shares(60, 2, 12), np.zeros((60, 1))])),
        one_class_in_test_rows=(np.ones(20, int), shares(20, 2, 13)),
        certain=(np.array([0, 1, 1, 0, 1]), np.array([[1.0, 0], [0, 1], [1, 0], [1e-20, 1], [0.5, 0.5]])),
        saturated=(codes(80, 3, 14), shares(80, 3, 15, sharp=60.0)),
    )
    out = dict(made_with=dict(sklearn=sklearn.__version__, numpy=np.__version__))
    out["regression"] = [dict(name=k, actual=y.tolist(), predicted=p.tolist(), expected=regression(y, p)) for k, (y, p) in regressions.items()]
    out["classification"] = [dict(name=k, classes=p.shape[1], actual=y.tolist(), probabilities=p.ravel().tolist(), expected=classification(y, p))
                             for k, (y, p) in classifications.items()]
    out["bootstrap"] = dict(
        regression=[dict(name=k, seed=s, expected=intervals(len(regressions[k][0]), lambda i: regression(regressions[k][0][i], regressions[k][1][i]), s, 1000))
                    for k, s in (("noisy", 42), ("tied", 0), ("constant_missed", 1))],
        classification=[dict(name=k, seed=s, expected=intervals(len(classifications[k][0]), lambda i: classification(classifications[k][0][i], classifications[k][1][i]), s, 1000))
                        for k, s in (("tied_scores", 42), ("three", 3), ("one_class_in_test_rows", 5))])
    y, p = classifications["tied_scores"]
    fpr, tpr, thresholds = m.roc_curve(y, p[:, 1], drop_intermediate=False)
    out["roc"] = dict(name="tied_scores", falsePositiveRate=fpr.tolist(), truePositiveRate=tpr.tolist(), thresholds=thresholds[1:].tolist())
    json.dump(out, sys.stdout)


main()
