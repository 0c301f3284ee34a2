#!/usr/bin/python3
"""Makes labels.json: what scikit-learn measures of several labels a row. Run: /usr/bin/python3 make_labels.py > labels.json"""
import json, sys, warnings
import numpy as np
from sklearn.metrics import accuracy_score, f1_score, hamming_loss, log_loss, precision_score, recall_score

warnings.filterwarnings("ignore")
random = np.random.RandomState(5)
marks = (random.random_sample((40, 4)) < [0.5, 0.2, 0.7, 0]).astype(int)
shares = np.clip(0.6 * marks + 0.7 * random.random_sample(marks.shape) - 0.1, 0, 1)
said = (shares >= 0.5).astype(int)
said[:, 3] = 0
shares[:, 3] *= 0.4
json.dump(dict(
    marks=marks.ravel().tolist(), shares=shares.ravel().tolist(),
    exactMatch=accuracy_score(marks, said), f1Macro=f1_score(marks, said, average="macro", zero_division=0),
    f1Micro=f1_score(marks, said, average="micro"), hammingLoss=hamming_loss(marks, said),
    logLoss=log_loss(marks.ravel(), np.c_[1 - shares.ravel(), shares.ravel()]),
    precision=precision_score(marks, said, average=None, zero_division=0).tolist(),
    recall=recall_score(marks, said, average=None, zero_division=0).tolist(),
), sys.stdout)
