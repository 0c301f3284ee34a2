#!/usr/bin/python3
"""Makes texts.json: what scikit-learn learns from drawn texts that test/adapters/text-classifier/parity.test.ts fits too.

Needs python3-sklearn, numpy and scipy. Run: /usr/bin/python3 make_texts.py > texts.json
"""
import json, sys, warnings
import numpy as np, sklearn
from scipy import sparse
from scipy.optimize import brentq
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

warnings.filterwarnings("ignore")
random = np.random.RandomState(7)
words = ["good", "bad", "Film", "plot", "not", "very", "fun", "dull", "a", "the", "it", "isn't", "ok!", "Über", "naïve", "好看", "难看", "电影"]
classes = ["good", "bad", "mixed"]

def draw(code):
    shares = np.ones(len(words))
    shares[[0, 6, 15]] += 3 * (code == 0)
    shares[[1, 7, 16]] += 3 * (code == 1)
    picks = random.choice(len(words), size=random.randint(3, 14), p=shares / shares.sum())
    gaps = random.choice([" ", "  ", "\n\n", " "], size=len(picks))
    return "".join(words[i] + g for i, g in zip(picks, gaps))

codes = random.randint(0, 3, 120)
texts = [draw(code) for code in codes]
train, test = slice(0, 90), slice(90, 120)

ways = {
    "words": dict(token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True),
    "default words": dict(ngram_range=(1, 1)),
    "char": dict(analyzer="char", ngram_range=(2, 4), sublinear_tf=True),
    "char_wb": dict(analyzer="char_wb", ngram_range=(3, 6), min_df=2, max_df=0.6),
    "case": dict(token_pattern=r"\S+", lowercase=False, ngram_range=(2, 3), min_df=2),
}
out = dict(sklearn=sklearn.__version__, classes=classes, texts=texts, codes=codes.tolist(), train=90, ways={})
for name, given in ways.items():
    vectorizer = TfidfVectorizer(**given)
    X = vectorizer.fit_transform(texts[train])
    Xt = vectorizer.transform(texts[test])
    terms = vectorizer.get_feature_names_out().tolist()
    fits = {}
    for kind, keep in dict(two=codes < 2, three=codes >= 0).items():
        a, b = keep[:90], keep[90:]
        if kind == "two":
            vectorizer2 = TfidfVectorizer(**given)
            X2 = vectorizer2.fit_transform(np.array(texts[train])[a])
            Xt2 = vectorizer2.transform(np.array(texts[test])[b])
        else:
            vectorizer2, X2, Xt2 = vectorizer, X, Xt
        for weight in [None, "balanced"]:
            model = LogisticRegression(C=3, solver="newton-cg", tol=1e-9, max_iter=200, class_weight=weight)
            model.fit(X2, codes[:90][a])
            p = model.predict_proba(Xt2)
            fits[f"{kind} {weight}"] = dict(
                terms=len(vectorizer2.vocabulary_),
                intercepts=model.intercept_.tolist(),
                probabilities=p.tolist(),
                log_loss=log_loss(codes[90:][b], p),
                # The coefficients of a few terms, by name.
                coefficients={t: model.coef_[:, vectorizer2.vocabulary_[t]].tolist() for t in sorted(vectorizer2.vocabulary_)[::7]},
            )
    out["ways"][name] = dict(idf={t: vectorizer.idf_[vectorizer.vocabulary_[t]] for t in terms[::5]}, fits=fits)

# NBSVM: presence, naive Bayes ratios, logistic loss, coefficients drawn to their mean size, intercept fitted anew.
keep = codes < 2
a, b = keep[:90], keep[90:]
vectorizer = CountVectorizer(token_pattern=r"\S+", ngram_range=(1, 2), binary=True)
X, y = vectorizer.fit_transform(np.array(texts[train])[a]), codes[:90][a]
p, q = X[y == 1].sum(0) + 1, X[y == 0].sum(0) + 1
ratios = np.asarray(np.log((p / p.sum()) / (q / q.sum()))).ravel()
model = LogisticRegression(C=0.1, solver="newton-cg", tol=1e-9, max_iter=200).fit(X @ sparse.diags(ratios), y)
w = model.coef_[0]
mixed = (0.75 * np.abs(w).mean() + 0.25 * w) * ratios
# The best intercept beside them: the probabilities add up to the rows of the class.
fitted = X @ mixed
intercept = brentq(lambda t: (1 / (1 + np.exp(-fitted - t)) - y).sum(), -100, 100, xtol=1e-14)
scores = vectorizer.transform(np.array(texts[test])[b]) @ mixed + intercept
out["nbsvm"] = dict(intercept=intercept, probabilities=(1 / (1 + np.exp(-scores))).tolist())
json.dump(out, sys.stdout, ensure_ascii=False, indent=None)
