#!/usr/bin/python3
"""Makes tree-quality.json: how well scikit-learn's HistGradientBoosting predicts three real tables, on the rows that seed 42 holds out. Missing
cells stay missing, categories are coded in the order of their names. Needs python3-sklearn, python3-pandas, numpy and the folder of tables.
Run: /usr/bin/python3 make_tree_quality.py ../shared/data > tree-quality.json
"""
import json, sys
import numpy as np, pandas as pd, sklearn
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import accuracy_score, log_loss, r2_score
from sklearn.model_selection import train_test_split

folder = sys.argv[1]
tables = {
    "california-housing": dict(
        target="median_house_value",
        numbers="longitude latitude housing_median_age total_rooms total_bedrooms population households median_income".split(),
        categories=["ocean_proximity"],
    ),
    "adult-8000-no-header": dict(
        target="column 15",
        numbers=[f"column {k}" for k in (1, 3, 5, 11, 12, 13)],
        categories=[f"column {k}" for k in (2, 4, 6, 7, 8, 9, 10, 14)],
    ),
    "titanic": dict(target="survived", numbers="pclass age sibsp parch fare".split(), categories=["sex", "embarked"]),
}


def quality(name, target, numbers, categories):
    plain = dict(header=None, skipinitialspace=True, na_values="?") if "no-header" in name else {}
    df = pd.read_csv(f"{folder}/{name}.csv", **plain)
    if plain:
        df.columns = [f"column {k + 1}" for k in range(df.shape[1])]
    df = df.drop_duplicates().reset_index(drop=True)
    X = df[numbers].copy()
    for c in categories:
        codes = pd.Categorical(df[c]).codes.astype(float)
        X[c] = np.where(codes < 0, np.nan, codes)
    y = df[target]
    train, test, t, u = train_test_split(X.to_numpy(), y.to_numpy(), test_size=0.2, random_state=42)
    regression = name == "california-housing"
    Model = HistGradientBoostingRegressor if regression else HistGradientBoostingClassifier
    m = Model(categorical_features=list(range(len(numbers), X.shape[1])), random_state=42).fit(train, t)
    sizes = dict(target=target, numbers=numbers, categories=categories, train=len(train), test=len(test), rounds=m.n_iter_)
    if regression:
        return dict(sizes, r2=r2_score(u, m.predict(test)))
    shares = m.predict_proba(test)
    return dict(sizes, logLoss=log_loss(u, shares), accuracy=accuracy_score(u, m.predict(test)))


out = {name: quality(name, **of) for name, of in tables.items()}
json.dump(dict(made_with=dict(sklearn=sklearn.__version__, pandas=pd.__version__, numpy=np.__version__), tables=out), sys.stdout, indent=1)
