#!/usr/bin/python3
"""scikit-learn's very rows for some splits, plain and stratified.

Run: /usr/bin/python3 make_split.py > split.json   (scikit-learn 1.2.1, NumPy 1.24)
"""
import json
import numpy as np
from sklearn.model_selection import train_test_split

PLAIN = [(10, 0.2, 0), (10, 0.2, 42), (10, 0.2, 4294967295), (101, 0.2, 42), (101, 0.33, 7), (7, 0.5, 1), (257, 0.1, 3)]
# Class counts, test share, seed; the classes stand in a fixed jumble.
STRATIFIED = [([30, 20, 10], 0.2, 42), ([17, 16, 15, 13], 0.25, 0), ([5, 5, 5], 0.4, 3), ([90, 11], 0.33, 1), ([3, 3, 3, 3, 3, 3, 3], 0.34, 9)]

def main():
    plain = []
    for n, share, seed in PLAIN:
        train, test = train_test_split(np.arange(n), test_size=share, random_state=seed)
        plain.append(dict(n=n, testSize=share, seed=seed, train=train.tolist(), test=test.tolist()))
    stratified = []
    for counts, share, seed in STRATIFIED:
        codes = np.repeat(np.arange(len(counts)), counts)
        codes = codes[np.argsort((np.arange(len(codes)) * 7919) % 104729, kind="stable")]
        train, test = train_test_split(np.arange(len(codes)), test_size=share, random_state=seed, stratify=codes)
        stratified.append(dict(codes=codes.tolist(), testSize=share, seed=seed, train=train.tolist(), test=test.tolist()))
    print(json.dumps(dict(plain=plain, stratified=stratified)))

main()
