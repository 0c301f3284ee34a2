#!/usr/bin/python3
"""NumPy's legacy random numbers for test/base/random.test.ts.

Run: /usr/bin/python3 make_random.py > random.json   (made with NumPy 1.24.2)
"""
import json
import sys

import numpy as np


def of(seed):
    state = lambda: np.random.RandomState(seed)
    long = state().permutation(200000)
    mixed = state()
    return dict(
        seed=seed,
        words=state().randint(0, 2**32, 1300, dtype=np.uint64)[[0, 1, 2, 623, 624, 1299]].tolist(),
        uniform=state().random_sample(700)[[0, 1, 2, 311, 312, 699]].tolist(),
        normal=state().standard_normal(401)[[0, 1, 2, 3, 199, 400]].tolist(),
        integers={str(m): state().randint(0, m + 1, 12).tolist() for m in (0, 1, 2, 9, 255, 1000, 2**31 - 1, 2**31, 2**32 - 2)},
        permutation={str(n): state().permutation(n).tolist() for n in (0, 1, 2, 10, 33)},
        long=dict(n=len(long), first=long[:10].tolist(), last=long[-10:].tolist()),
        mixed=[mixed.standard_normal(), mixed.random_sample(), mixed.standard_normal(), int(mixed.randint(0, 7)),
               mixed.standard_normal(), mixed.permutation(5).tolist(), mixed.random_sample()],
    )


json.dump(dict(numpy=np.__version__, seeds=[of(s) for s in (0, 1, 42, 2**31, 4294967295)]), sys.stdout, indent=1)
