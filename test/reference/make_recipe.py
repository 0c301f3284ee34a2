#!/usr/bin/python3
"""Makes recipe.json: what scikit-learn's imputers, scalers and encoder give on a small seeded table.

Needs python3-sklearn and numpy. Run: /usr/bin/python3 make_recipe.py > recipe.json
The first 40 rows are training rows, the last 10 are not. Missing numbers are null.
"""
import json, sys
import numpy as np, sklearn
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, RobustScaler, StandardScaler

random = np.random.RandomState(7)
n, train = 50, 40
numbers = {
    "plain": random.normal(5, 3, n),
    "far": 1e9 + random.normal(0, 1e-2, n),
    "tiny": random.exponential(1e-12, n),
    "tied": random.randint(0, 4, n).astype(float),
    "constant": np.full(n, 0.1),
}
holes = random.rand(n) < 0.2
gappy = {name: np.where(holes, np.nan, values) for name, values in numbers.items()}
words = random.choice(["b", "a", "Z", "é", "10", "9"], n).astype(object)
words[train:] = random.choice(["b", "a", "new"], n - train)
words[:train][words[:train] == "new"] = "a"
word_holes = np.array([None if h else w for h, w in zip(holes, words)], dtype=object)

scalers = dict(minmax=MinMaxScaler(), standard=StandardScaler(), robust=RobustScaler())
out = dict(made_with=dict(sklearn=sklearn.__version__, numpy=np.__version__), train=train,
           numbers={k: [None if np.isnan(x) else x for x in v] for k, v in gappy.items()},
           words=word_holes.tolist(), imputed={}, scaled={}, words_imputed={}, onehot={})
for rule in ("mean", "median", "most_frequent", "constant"):
    for name, column in gappy.items():
        imputer = SimpleImputer(strategy=rule, fill_value=-7.5 if rule == "constant" else None)
        out["imputed"].setdefault(rule, {})[name] = float(imputer.fit(column[:train, None]).statistics_[0])
for method, scaler in scalers.items():
    for name, column in gappy.items():
        pipe = make_pipeline(SimpleImputer(strategy="median"), scaler).fit(column[:train, None])
        out["scaled"].setdefault(method, {})[name] = pipe.transform(column[:, None])[:, 0].tolist()
for rule in ("most_frequent", "constant"):
    pipe = make_pipeline(SimpleImputer(missing_values=None, strategy=rule, fill_value="none" if rule == "constant" else None),
                         OneHotEncoder(handle_unknown="ignore", sparse_output=False)).fit(word_holes[:train, None])
    out["onehot"][rule] = dict(levels=pipe[-1].categories_[0].tolist(), rows=pipe.transform(word_holes[:, None]).astype(int).tolist())
json.dump(out, sys.stdout, indent=None, default=lambda o: o.item())
