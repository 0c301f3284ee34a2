#!/usr/bin/python3
"""Makes tables.json: what pandas and scikit-learn find on the tables that test/reference/tables.ts draws from the same seeds, through a whole
run: rows dropped and split by seed 42, columns scaled, models learned, the test rows scored. Needs numpy, pandas and scikit-learn.
Run: python3 make_tables.py > tables.json
"""
import json, sys, warnings
from math import floor
import numpy as np, pandas as pd, sklearn
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.metrics import (accuracy_score, balanced_accuracy_score, confusion_matrix, f1_score, log_loss, mean_absolute_error,
                             mean_squared_error, median_absolute_error, r2_score, roc_auc_score)
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, StandardScaler

warnings.filterwarnings("ignore")


def drawer(seed):
    random = np.random.RandomState(seed)
    return lambda: random.random_sample()


def houses():
    u, lines = drawer(21), []
    for row in range(1200):
        place, age, rooms = floor(u() * 1000) / 100, floor(u() * 50) + 1, floor(u() * 800) / 100 + 1
        income, near = floor(u() * 1400) / 100, floor(u() * 5)
        gap, noise = u(), u()
        value = floor(1000 * (20 + 3 * income + 2 * rooms - age / 10 + [0, 4, -3, 9, 1][near] + (income * income) / 20 + 6 * noise)) / 10
        line = dict(place=place, age=age, rooms=np.nan if gap < 0.05 else rooms, income=income,
                    near=["inland", "bay", "ocean", "island", "river"][near], value=value)
        lines += [line] * (2 if row % 31 == 7 else 1)
    return pd.DataFrame(lines), "value", ["place", "age", "rooms", "income"], ["near"]


def passengers():
    u, lines = drawer(22), []
    for row in range(900):
        rank, age, fare = floor(u() * 3) + 1, floor(u() * 80), floor(u() * 10000) / 100
        sex, port = "female" if u() < 0.4 else "male", floor(u() * 3)
        gap, noise = u(), u()
        score = (2 if sex == "female" else 0) + 0.8 * (3 - rank) - age / 60 + fare / 200 + 2 * noise
        lines.append(dict(rank=rank, age=np.nan if gap < 0.15 else age, fare=fare, sex=sex,
                          port=None if gap > 0.97 else "CQS"[port], survived="yes" if score > 2.4 else "no"))
    return pd.DataFrame(lines), "survived", ["rank", "age", "fare"], ["sex", "port"]


def flowers():
    u, lines = drawer(23), []
    for row in range(400):
        kind = floor(u() * 3)
        length, depth = floor(300 + 60 * kind + 150 * u()) / 10, floor(120 + 30 * ((2 * kind) % 3) + 90 * u()) / 10
        mass, garden = floor(3000 + 300 * kind + 1500 * u()), floor(u() * 2)
        lines.append(dict(length=length, depth=depth, mass=mass, garden=["north", "south"][garden], species=["lily", "rose", "tulip"][kind]))
    return pd.DataFrame(lines), "species", ["length", "depth", "mass"], ["garden"]


def reviews():
    u, lines = drawer(24), []
    kind = {True: ["good", "great", "fine", "lovely", "好看"], False: ["bad", "dull", "poor", "awful", "难看"]}
    plain = ["the", "film", "plot", "Actors", "is", "very", "not", "long", "it", "music"]
    for row in range(500):
        good = u() < 0.5
        words = []
        for _ in range(4 + floor(8 * u())):
            which, at = u(), u()
            words.append(kind[good][floor(5 * at)] if which < 0.12 else kind[not good][floor(5 * at)] if which < 0.17 else plain[floor(10 * at)])
        lines.append(dict(text=" ".join(words) + " %d" % row, label="good" if good else "bad"))
    return pd.DataFrame(lines)


def split(X, y):
    return train_test_split(X, y, test_size=0.2, random_state=42)


def prepared(df, target, numbers, categories, keep_missing=False):
    read = len(df)
    df = df.drop_duplicates()
    duplicates = read - len(df)
    df = (df if keep_missing else df.dropna()).reset_index(drop=True)
    parts = split(df[numbers + categories], df[target])
    return parts, dict(read=read, duplicates=duplicates, kept=len(df), train=len(parts[0]), test=len(parts[1]))


def features(numbers, categories, scaler, drop=None):
    return ColumnTransformer([("n", scaler, numbers), ("c", OneHotEncoder(drop=drop), categories)], sparse_threshold=0)


def regression(t, p):
    return dict(r2=r2_score(t, p), mae=mean_absolute_error(t, p), mse=mean_squared_error(t, p),
                rmse=mean_squared_error(t, p) ** 0.5, medae=median_absolute_error(t, p))


def classification(t, shares, classes):
    said = np.array(classes)[shares.argmax(1)]
    area = roc_auc_score(t == classes[1], shares[:, 1]) if len(classes) == 2 else roc_auc_score(t, shares, multi_class="ovr")
    return dict(accuracy=accuracy_score(t, said), balancedAccuracy=balanced_accuracy_score(t, said), f1Macro=f1_score(t, said, average="macro"),
                logLoss=log_loss(t, shares, labels=classes), rocAuc=area, confusion=confusion_matrix(t, said, labels=classes).tolist())


def boosted(table, Model):
    df, target, numbers, categories = table
    df = df.drop_duplicates().reset_index(drop=True)
    X = df[numbers].copy()
    for c in categories:
        codes = pd.Categorical(df[c]).codes.astype(float)
        X[c] = np.where(codes < 0, np.nan, codes)
    Xtr, Xte, ytr, yte = split(X.to_numpy(), df[target].to_numpy())
    m = Model(categorical_features=list(range(len(numbers), X.shape[1])), random_state=42).fit(Xtr, ytr)
    if Model is HistGradientBoostingRegressor:
        return dict(rounds=m.n_iter_, metrics=regression(yte, m.predict(Xte)))
    return dict(rounds=m.n_iter_, metrics=classification(yte, m.predict_proba(Xte), list(m.classes_)))


def network(table):
    (Xtr, Xte, ytr, yte), _ = prepared(*table)
    scale = features(table[2], table[3], StandardScaler()).fit(Xtr)
    given = dict(hidden_layer_sizes=(16, 8), batch_size=32, max_iter=12, random_state=3)
    if table[1] == "value":
        mean, deviation = ytr.mean(), ytr.std(ddof=0)
        m = MLPRegressor(**given).fit(scale.transform(Xtr), (ytr - mean) / deviation)
        return dict(losses=m.loss_curve_, metrics=regression(yte, m.predict(scale.transform(Xte)) * deviation + mean))
    m = MLPClassifier(**given).fit(scale.transform(Xtr), ytr)
    return dict(losses=m.loss_curve_, metrics=classification(yte, m.predict_proba(scale.transform(Xte)), list(m.classes_)))


def logistic(table):
    (Xtr, Xte, ytr, yte), counts = prepared(*table)
    m = make_pipeline(features(table[2], table[3], StandardScaler()), LogisticRegression(solver="newton-cg", tol=1e-13, max_iter=100000)).fit(Xtr, ytr)
    return dict(counts=counts, test_rows=Xte.index[:20].tolist(), classes=list(m.classes_),
                metrics=classification(yte, m.predict_proba(Xte), list(m.classes_)))


def straight():
    table = houses()
    (Xtr, Xte, ytr, yte), counts = prepared(*table)
    def score(*steps):
        p = make_pipeline(*steps).fit(Xtr, ytr).predict(Xte)
        return dict(metrics=regression(yte, p), predictions=p[:20].tolist())
    return dict(counts=counts, test_rows=Xte.index[:20].tolist(),
                plain=score(features(table[2], table[3], MinMaxScaler(), "first"), LinearRegression()),
                ridge=score(features(table[2], table[3], MinMaxScaler()), Ridge(alpha=5, solver="svd")))


def texts():
    df = reviews()
    train, test, ytr, yte = split(df.text, df.label)
    vectorizer = TfidfVectorizer(token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True)
    m = LogisticRegression(C=3, solver="newton-cg", tol=1e-9, max_iter=200).fit(vectorizer.fit_transform(train), ytr)
    return dict(terms=len(vectorizer.vocabulary_), test_rows=test.index[:20].tolist(),
                metrics=classification(yte, m.predict_proba(vectorizer.transform(test)), list(m.classes_)))


json.dump(dict(
    made_with=dict(sklearn=sklearn.__version__, pandas=pd.__version__, numpy=np.__version__),
    linear=straight(), logistic=dict(passengers=logistic(passengers()), flowers=logistic(flowers())),
    dnn=dict(houses=network(houses()), passengers=network(passengers()), flowers=network(flowers())),
    boosting=dict(houses=boosted(houses(), HistGradientBoostingRegressor), passengers=boosted(passengers(), HistGradientBoostingClassifier),
                  flowers=boosted(flowers(), HistGradientBoostingClassifier)),
    texts=texts(),
), sys.stdout, indent=1, default=lambda o: o.item())
