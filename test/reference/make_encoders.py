"""Writes encoders.json: the logits of small BERT and RoBERTa classifiers with random weights, computed by NumPy in float64 as Hugging Face's
modeling_bert.py and modeling_roberta.py define them. Run: /usr/bin/python3 make_encoders.py"""
import base64
import json
import math
import pathlib

import numpy as np

WIDTH, HEADS, LAYERS, INNER, VOCABULARY, POSITIONS, LABELS = 8, 2, 2, 12, 30, 16, 3
erf = np.vectorize(math.erf)


def gelu(x):
    return 0.5 * x * (1 + erf(x / math.sqrt(2)))


def gelu_new(x):
    return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def weights_of(family, random):
    shapes = {}

    def linear(name, out, inputs):
        shapes[f"{name}.weight"] = (out, inputs)
        shapes[f"{name}.bias"] = (out,)

    def norm(name):
        shapes[f"{name}.weight"] = (WIDTH,)
        shapes[f"{name}.bias"] = (WIDTH,)

    shapes[f"{family}.embeddings.word_embeddings.weight"] = (VOCABULARY, WIDTH)
    shapes[f"{family}.embeddings.position_embeddings.weight"] = (POSITIONS, WIDTH)
    shapes[f"{family}.embeddings.token_type_embeddings.weight"] = (2 if family == "bert" else 1, WIDTH)
    norm(f"{family}.embeddings.LayerNorm")
    for i in range(LAYERS):
        block = f"{family}.encoder.layer.{i}"
        for part in ("query", "key", "value"):
            linear(f"{block}.attention.self.{part}", WIDTH, WIDTH)
        linear(f"{block}.attention.output.dense", WIDTH, WIDTH)
        norm(f"{block}.attention.output.LayerNorm")
        linear(f"{block}.intermediate.dense", INNER, WIDTH)
        linear(f"{block}.output.dense", WIDTH, INNER)
        norm(f"{block}.output.LayerNorm")
    linear("bert.pooler.dense" if family == "bert" else "classifier.dense", WIDTH, WIDTH)
    linear("classifier" if family == "bert" else "classifier.out_proj", LABELS, WIDTH)
    return {name: random.normal(0, 0.5, shape).astype(np.float32) for name, shape in shapes.items()}


def logits(family, w, ids, epsilon, activation):
    w = {name: value.astype(np.float64) for name, value in w.items()}
    linear = lambda name, x: x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

    def norm(name, x):
        centred = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(-1, keepdims=True) + epsilon)
        return centred / spread * w[f"{name}.weight"] + w[f"{name}.bias"]

    n = len(ids)
    first = 0 if family == "bert" else 2  # RoBERTa's padding has the id 1, positions begin behind it
    table = f"{family}.embeddings"
    x = w[f"{table}.word_embeddings.weight"][ids]
    x = x + w[f"{table}.position_embeddings.weight"][first : first + n] + w[f"{table}.token_type_embeddings.weight"][0]
    x = norm(f"{table}.LayerNorm", x)
    for i in range(LAYERS):
        block = f"{family}.encoder.layer.{i}"
        q, k, v = (
            linear(f"{block}.attention.self.{part}", x).reshape(n, HEADS, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 2, 1) / math.sqrt(WIDTH // HEADS)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        shares /= shares.sum(-1, keepdims=True)
        mixed = (shares @ v).transpose(1, 0, 2).reshape(n, WIDTH)
        x = norm(f"{block}.attention.output.LayerNorm", linear(f"{block}.attention.output.dense", mixed) + x)
        inner = activation(linear(f"{block}.intermediate.dense", x))
        x = norm(f"{block}.output.LayerNorm", linear(f"{block}.output.dense", inner) + x)
    if family == "bert":
        return linear("classifier", np.tanh(linear("bert.pooler.dense", x[0])))
    return linear("classifier.out_proj", np.tanh(linear("classifier.dense", x[0])))


cases = []
for family, epsilon, act in (("bert", 1e-12, "gelu"), ("roberta", 1e-5, "gelu_new")):
    random = np.random.RandomState(7)
    w = weights_of(family, random)
    texts = [random.randint(2, VOCABULARY, length).tolist() for length in (3, 9, 14)]
    config = {
        "model_type": family,
        "architectures": [f"{'Bert' if family == 'bert' else 'Roberta'}ForSequenceClassification"],
        "hidden_size": WIDTH,
        "num_attention_heads": HEADS,
        "num_hidden_layers": LAYERS,
        "intermediate_size": INNER,
        "vocab_size": VOCABULARY,
        "max_position_embeddings": POSITIONS,
        "pad_token_id": 0 if family == "bert" else 1,
        "layer_norm_eps": epsilon,
        "hidden_act": act,
    }
    cases.append(
        {
            "config": config,
            "weights": {
                name: {"shape": value.shape, "float32": base64.b64encode(value.tobytes()).decode()}
                for name, value in w.items()
            },
            "texts": texts,
            "logits": [logits(family, w, ids, epsilon, {"gelu": gelu, "gelu_new": gelu_new}[act]).tolist() for ids in texts],
        }
    )
pathlib.Path(__file__).with_name("encoders.json").write_text(json.dumps(cases, indent=1) + "\n")
