#!/usr/bin/python3
"""Makes trees.json: what scikit-learn's HistGradientBoosting learns from a table that test/adapters/gradient-boosting/parity.test.ts draws anew
from the same seed. Needs python3-sklearn and numpy. Run: /usr/bin/python3 make_trees.py > trees.json
"""
import json, sys
import numpy as np, sklearn
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

n, seed = 700, 12
random = np.random.RandomState(seed)
a = 100 * random.random_sample(n) - 20
b = np.floor(40 * random.random_sample(n))  # fewer values than bins
c = np.floor(9 * random.random_sample(n)).astype(int)  # a category whose code says nothing
gaps = random.random_sample(n)
noise = random.random_sample(n)
effect = np.array([2, -1, 3, 0, 1, -2, 4, 0.5, -3])
y = a / 20 + (b / 20) ** 2 + effect[c] + np.where(gaps < 0.1, 3, 0) + noise
a[gaps < 0.1] = np.nan
code = np.where(gaps > 0.95, np.nan, c)
X = np.c_[a, b, code]
codes2 = (y > 4).astype(int)
codes3 = np.digitize(y, [2, 6])


def tree(predictor):
    nodes, sets = predictor.nodes, predictor.raw_left_cat_bitsets

    def walk(i):
        node = nodes[i]
        if node["is_leaf"]:
            return dict(value=float(node["value"]), rows=int(node["count"]))
        out = dict(feature=int(node["feature_idx"]), rows=int(node["count"]), missingLeft=int(node["missing_go_to_left"]))
        if node["is_categorical"]:
            out["levels"] = [k for k in range(9) if sets[node["bitset_idx"]][k // 32] >> (k % 32) & 1]
        else:
            out["threshold"] = None if np.isinf(node["num_threshold"]) else float(node["num_threshold"])
        return dict(out, left=walk(node["left"]), right=walk(node["right"]))

    return walk(0)


def learned(Model, t, **given):
    m = Model(categorical_features=[2], random_state=3, **given).fit(X, t)
    answers = m.predict_proba(X) if hasattr(m, "predict_proba") else m.predict(X)
    return dict(
        first=[tree(p) for p in m._predictors[0]],
        rounds=m.n_iter_,
        losses=(-m.train_score_).tolist(),
        held=(-m.validation_score_).tolist(),
        answers=answers[:60].ravel().tolist(),
    )


R, C = HistGradientBoostingRegressor, HistGradientBoostingClassifier
out = dict(
    made_with=dict(sklearn=sklearn.__version__, numpy=np.__version__), rows=n, seed=seed,
    number=learned(R, y),
    few_bins=learned(R, y, max_bins=16, max_leaf_nodes=8, learning_rate=0.3, max_iter=20),
    deep=learned(R, y, max_leaf_nodes=None, max_depth=4, min_samples_leaf=5, l2_regularization=2.5, max_iter=20),
    rising=learned(R, y, monotonic_cst=[0, 1, 0], max_iter=20),
    falling=learned(R, y, monotonic_cst=[-1, 0, 0], max_iter=20),
    early_number=learned(R, y, early_stopping=True, validation_fraction=0.2, n_iter_no_change=5, learning_rate=0.3),
    early_on_training=learned(R, y, early_stopping=True, validation_fraction=None, n_iter_no_change=5, tol=1e-2),
    two=learned(C, codes2),
    balanced=learned(C, codes2, class_weight="balanced", max_iter=20),
    three=learned(C, codes3, max_iter=30),
    early_three=learned(C, codes3, early_stopping=True, n_iter_no_change=3, learning_rate=0.2, tol=1e-3),
)
json.dump(out, sys.stdout, indent=None)
