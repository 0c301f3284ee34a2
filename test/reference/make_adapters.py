#!/usr/bin/python3
"""Makes adapters.json: what scikit-learn learns from a small table that test/adapters/parity.test.ts draws anew from the same seed.

Needs python3-sklearn and numpy. Run: /usr/bin/python3 make_adapters.py > adapters.json
"""
import json, sys, warnings
import numpy as np, sklearn
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.neural_network import MLPClassifier, MLPRegressor

warnings.filterwarnings("ignore")
n, seed = 240, 11
random = np.random.RandomState(seed)
a = 100 * random.random_sample(n) - 20
b = random.random_sample(n)
c = np.floor(3 * random.random_sample(n)).astype(int)
noise = random.random_sample(n)
y = a / 20 + 4 * b * b + 2 * c + noise
codes3 = np.digitize(y, [4, 7])
codes2 = (y > 7).astype(int)

hot = np.eye(3)[c]
numbers = np.c_[a, b]
standard = np.c_[(numbers - numbers.mean(0)) / numbers.std(0), hot]
spread = numbers.max(0) - numbers.min(0)
minmax = np.c_[(numbers - numbers.min(0)) / spread, hot]
target = (y - y.mean()) / y.std()

def regression(model, X, t=y):
    return dict(predictions=model.fit(X, t).predict(X).tolist())

def classes(codes, **given):
    m = LogisticRegression(solver="newton-cg", tol=1e-13, max_iter=100000, **given).fit(standard, codes)
    return dict(probabilities=m.predict_proba(standard).tolist(), coefficients=m.coef_.tolist(), intercepts=m.intercept_.tolist())

def mlp(model, t):
    model.fit(standard, t)
    answer = model.predict_proba(standard) if hasattr(model, "predict_proba") else model.predict(standard)
    return dict(losses=model.loss_curve_, epochs=model.n_iter_, first_answers=answer[:10].tolist())

out = dict(
    made_with=dict(sklearn=sklearn.__version__, numpy=np.__version__), rows=n, seed=seed,
    linear=dict(
        plain=regression(LinearRegression(), np.c_[numbers, hot[:, 1:]]),
        plain_without_intercept=regression(LinearRegression(fit_intercept=False), np.c_[numbers, hot]),
        ridge=regression(Ridge(alpha=2.5, solver="svd"), minmax),
        ridge_without_intercept=regression(Ridge(alpha=2.5, solver="svd", fit_intercept=False), np.c_[numbers / spread, hot]),
    ),
    logistic=dict(
        two=classes(codes2, C=0.5), three=classes(codes3, C=2.0),
        balanced=classes(codes3, C=1.0, class_weight="balanced"),
    ),
    dnn=dict(
        adam_relu=mlp(MLPRegressor((16, 8), batch_size=32, max_iter=12, random_state=3), target),
        sgd_tanh=mlp(MLPRegressor((9,), activation="tanh", solver="sgd", learning_rate_init=0.01, momentum=0.8, alpha=0.1, max_iter=10, random_state=4), target),
        two_logistic=mlp(MLPClassifier((7, 5), activation="logistic", batch_size=50, max_iter=10, random_state=5), codes2),
        three_relu=mlp(MLPClassifier((12,), batch_size=500, learning_rate_init=0.01, max_iter=15, random_state=6), codes3),
        early_number=mlp(MLPRegressor((30,), batch_size=16, learning_rate_init=0.05, max_iter=100, early_stopping=True, validation_fraction=0.2, n_iter_no_change=4, random_state=8), target),
        early_two=mlp(MLPClassifier((20,), batch_size=32, learning_rate_init=0.02, max_iter=100, early_stopping=True, n_iter_no_change=5, random_state=9), codes2),
        settles=mlp(MLPRegressor((10,), batch_size=16, learning_rate_init=0.01, max_iter=400, tol=1e-2, n_iter_no_change=3, random_state=7), target),
    ),
)
json.dump(out, sys.stdout, default=lambda o: o.item())
