#!/usr/bin/python3
"""scikit-learn's linear models on tables made by NumPy's legacy generator, for test/solvers.

The tests draw the same tables with src/base/random.ts, so only results are stored.
Run: /usr/bin/python3 make_solvers.py > solvers.json   (made with scikit-learn 1.2.1, NumPy 1.24.2)
"""
import json
import sys
import warnings

import mpmath
import numpy as np
import sklearn
from scipy import stats
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.metrics import log_loss

warnings.filterwarnings("ignore")


def table(seed, rows, cols):
    """Features: uniform draws, row by row; column j times 10**(j % 3) plus j."""
    r = np.random.RandomState(seed)
    X = r.random_sample((rows, cols)) * 10.0 ** (np.arange(cols) % 3) + np.arange(cols)
    return r, X


def line(seed, rows, cols):
    r, X = table(seed, rows, cols)
    return X, X @ (np.arange(cols) - 1.5) + 3 + r.random_sample(rows)


def classes(seed, rows, cols, k):
    r, X = table(seed, rows, cols)
    Z = (X - np.arange(cols)) / 10.0 ** (np.arange(cols) % 3)
    scores = Z @ np.sin(np.arange(cols * k)).reshape(cols, k) * 3 + r.random_sample((rows, k)) * 2
    return X, scores.argmax(axis=1)


def linear(name, seed, rows, cols, intercept=True, alpha=0.0):
    X, y = line(seed, rows, cols)
    m = (Ridge(alpha=alpha, fit_intercept=intercept, solver="cholesky") if alpha else LinearRegression(fit_intercept=intercept)).fit(X, y)
    return dict(name=name, seed=seed, rows=rows, cols=cols, intercept=intercept, alpha=alpha, coefficients=m.coef_.tolist(), level=float(m.intercept_))


def smallest(name, seed, rows, cols):
    """Where LinearRegression would keep a direction that only rounding in the centring made: NumPy's lstsq without it."""
    X, y = line(seed, rows, cols)
    w = np.linalg.lstsq(X - X.mean(axis=0), y - y.mean(), rcond=1e-10)[0]
    return dict(name=name, seed=seed, rows=rows, cols=cols, intercept=True, alpha=0, coefficients=w.tolist(), level=float(y.mean() - X.mean(axis=0) @ w))


def logistic(name, seed, rows, cols, k, C=1.0, intercept=True, balanced=False):
    X, y = classes(seed, rows, cols, k)
    m = LogisticRegression(C=C, fit_intercept=intercept, class_weight="balanced" if balanced else None, solver="newton-cg", tol=1e-12, max_iter=100000).fit(X, y)
    p = m.predict_proba(X)
    return dict(name=name, seed=seed, rows=rows, cols=cols, classes=k, C=C, intercept=intercept, balanced=balanced,
                counts=np.bincount(y, minlength=k).tolist(), coefficients=m.coef_.ravel().tolist(), intercepts=m.intercept_.tolist(),
                logLoss=log_loss(y, p, labels=m.classes_), first=p[:3].ravel().tolist())


mpmath.mp.dps = 30


def student(t, freedom):
    """Share of Student's distribution beyond t on either side; SciPy has 9 to 11 digits of the limits."""
    f = mpmath.mpf(freedom)
    return float(mpmath.betainc(f / 2, mpmath.mpf(1) / 2, 0, f / (f + mpmath.mpf(t) ** 2), regularized=True))


def limit(share, freedom):
    f = mpmath.mpf(freedom)
    beyond = lambda t: mpmath.betainc(f / 2, mpmath.mpf(1) / 2, 0, f / (f + t**2), regularized=True) - mpmath.mpf(share)
    return float(mpmath.findroot(beyond, stats.t.isf(share / 2, freedom)))


def inference(name, seed, rows, cols, intercept=True):
    X, y = line(seed, rows, cols)
    A = np.hstack([np.ones((rows, 1)), X]) if intercept else X
    inverse = np.linalg.inv(A.T @ A)
    b = inverse @ A.T @ y
    free = rows - A.shape[1]
    se = np.sqrt(((y - A @ b) ** 2).sum() / free * np.diag(inverse))
    t = b / se
    reach = limit(0.05, free) * se
    Xc = X - X.mean(axis=0) if intercept else X
    return dict(name=name, seed=seed, rows=rows, cols=cols, intercept=intercept, standardError=se.tolist(), t=t.tolist(), p=(2 * stats.t.sf(np.abs(t), free)).tolist(),
                lower=(b - reach).tolist(), upper=(b + reach).tolist(), inflation=(np.diag(np.linalg.inv(Xc.T @ Xc)) * (Xc**2).sum(axis=0)).tolist())


json.dump(dict(
    made_with=dict(sklearn=sklearn.__version__, numpy=np.__version__),
    linear=[
        linear("plain", 1, 50, 4),
        linear("many rows", 2, 3000, 7),
        linear("no intercept", 3, 60, 5, intercept=False),
        linear("fewer rows than features", 4, 6, 11),
        linear("fewer rows than features, no intercept", 5, 6, 11, intercept=False),
        linear("as many rows as features", 6, 8, 8),
        linear("two rows", 7, 2, 3),
        linear("ridge", 8, 200, 6, alpha=10.0),
        linear("ridge, no intercept", 9, 40, 6, intercept=False, alpha=0.5),
        linear("ridge, fewer rows than features", 10, 5, 9, alpha=2.0),
        linear("wide", 14, 300, 140),
        linear("wide ridge", 15, 300, 140, alpha=3.0),
        smallest("far fewer rows than features", 16, 12, 60),
    ],
    inference=[inference("few rows", 31, 9, 3), inference("many rows", 32, 400, 5), inference("no intercept", 33, 30, 4, intercept=False)],
    student=[dict(t=t, freedom=f, share=student(t, f)) for t in (0.0, 1e-3, 0.5, 2.0, 7.5, 40.0) for f in (1, 2, 7.5, 30, 1000, 1e6)],
    limits=[dict(share=s, freedom=f, limit=limit(s, f)) for s in (0.5, 0.05, 1e-3) for f in (1, 3, 12, 250, 1e6)],
    logistic=[
        logistic("two classes", 1, 300, 4, 2),
        logistic("two classes, no intercept", 2, 200, 3, 2, intercept=False),
        logistic("two classes, weak penalty", 3, 400, 5, 2, C=1e4),
        logistic("two classes, strong penalty", 4, 150, 5, 2, C=1e-3),
        logistic("two classes, balanced", 5, 300, 4, 2, balanced=True),
        logistic("three classes", 6, 300, 4, 3),
        logistic("five classes", 7, 600, 6, 5, C=10.0),
        logistic("three classes, no intercept", 8, 240, 4, 3, intercept=False),
        logistic("four classes, balanced", 9, 500, 3, 4, balanced=True),
    ],
), sys.stdout, indent=1)
