#!/usr/bin/python3
"""How near scikit-learn's LinearRegression comes to exact solutions on columns that are hard to tell apart, for test/solvers/hard.test.ts.

All cells are multiples of powers of two and the target is the sum of products without rounding, so the coefficients are known exactly. The test draws the
same tables with src/base/random.ts.
Run: /usr/bin/python3 make_hard.py > hard.json   (made with scikit-learn 1.2.1, NumPy 1.24.2)
"""
import json
import sys

import numpy as np
import sklearn
from sklearn.linear_model import LinearRegression

ROWS, COLS = 20000, 6


def table(kind):
    X = np.floor(np.random.RandomState(51).random_sample((ROWS, COLS)) * 65536)
    b = np.array([3.0, -2, 5, 1, -4, 7])
    if kind == "near-duplicate columns":
        X[:, 5] = X[:, 4] + (X[:, 5] % 8) * 2.0**-20
    if kind == "badly scaled columns":
        powers = 2.0 ** (13 * (np.arange(COLS) - 3.0))
        X, b = X * powers, b / powers
    if kind == "a constant column":
        X[:, 2] = 3
        b[2] = 0
    if kind == "duplicate columns":
        X[:, 5] = X[:, 4]
        b[4] = b[5] = 2
    return X, X @ b + 11, b


def error(kind):
    X, y, b = table(kind)
    found = LinearRegression().fit(X, y).coef_
    return float((np.abs(found - b) / np.where(b == 0, 1, np.abs(b))).max())


kinds = ["near-duplicate columns", "badly scaled columns", "a constant column", "duplicate columns"]
json.dump(
    dict(made_with=dict(sklearn=sklearn.__version__, numpy=np.__version__), cases=[dict(kind=k, error=error(k)) for k in kinds]),
    sys.stdout,
    indent=1,
)
