#!/usr/bin/python3
"""Makes pipeline.json: what pandas and scikit-learn make of the table that test/pipeline/tables.ts draws from the same seed.

Needs python3-sklearn, python3-pandas and numpy. Run: /usr/bin/python3 make_pipeline.py > pipeline.json
"""
import json, sys, warnings
import numpy as np, pandas as pd, sklearn
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import (accuracy_score, balanced_accuracy_score, confusion_matrix, f1_score, log_loss, mean_absolute_error,
                             mean_squared_error, median_absolute_error, r2_score)
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, StandardScaler

warnings.filterwarnings("ignore")
rows, seed = 400, 7
random = np.random.RandomState(seed)
lines = []
for row in range(rows):
    a = 100 * random.random_sample() - 20
    b = random.random_sample()
    city = int(np.floor(3 * random.random_sample()))
    y = a / 20 + 4 * b * b + 2 * city + random.random_sample()
    kind = "low" if y < 4 else "middle" if y < 7 else "high"
    line = dict(a=np.nan if row % 17 == 5 else a, b=np.nan if row % 23 == 7 else b, city=["Oslo", "Bergen", "北京"][city], y=y, kind=kind)
    lines += [line] * (2 if row % 29 == 3 else 1)
df = pd.DataFrame(lines)
read = len(df)
df = df.drop_duplicates()
duplicates = read - len(df)
df = df.dropna(subset=["a", "b"]).reset_index(drop=True)
X = df[["a", "b", "city"]]

def features(scaler, drop=None):
    return ColumnTransformer([("n", scaler, ["a", "b"]), ("c", OneHotEncoder(drop=drop), ["city"])])

def split(y):
    return train_test_split(X, y, test_size=0.25, random_state=5)

Xtr, Xte, ytr, yte = split(df.y)
p = make_pipeline(features(MinMaxScaler(), "first"), LinearRegression()).fit(Xtr, ytr).predict(Xte)
mean = np.full(len(yte), ytr.mean())

def regression(t, p):
    return dict(r2=r2_score(t, p), mae=mean_absolute_error(t, p), mse=mean_squared_error(t, p),
                rmse=mean_squared_error(t, p) ** 0.5, medae=median_absolute_error(t, p))

linear = dict(metrics=regression(yte, p), baseline=regression(yte, mean), predictions=p.tolist(), test_rows=Xte.index.tolist())

Xtr, Xte, ytr, yte = split(df.kind)
m = make_pipeline(features(StandardScaler()), LogisticRegression(solver="newton-cg", tol=1e-13, max_iter=100000)).fit(Xtr, ytr)
q, classes = m.predict_proba(Xte), list(m.classes_)
shares = np.tile([np.mean(ytr == c) for c in classes], (len(yte), 1))
logistic = dict(accuracy=accuracy_score(yte, m.predict(Xte)), balancedAccuracy=balanced_accuracy_score(yte, m.predict(Xte)),
                f1Macro=f1_score(yte, m.predict(Xte), average="macro"), logLoss=log_loss(yte, q, labels=classes),
                confusion=confusion_matrix(yte, m.predict(Xte), labels=classes).tolist(), classes=classes,
                baseline_log_loss=log_loss(yte, shares, labels=classes))

json.dump(dict(made_with=dict(sklearn=sklearn.__version__, pandas=pd.__version__, numpy=np.__version__), rows=rows, seed=seed,
               counts=dict(read=read, duplicates=duplicates, kept=len(df), train=len(Xtr), test=len(Xte)), linear=linear, logistic=logistic),
          sys.stdout, indent=1, default=lambda o: o.item())
