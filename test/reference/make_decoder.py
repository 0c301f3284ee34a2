"""Writes decoder.json: loss, gradients and AdamW steps of small GPT-2 decoders by PyTorch in float64, from weights that NumPy's RandomState draws
(0.3 times the standard normal, tensor after tensor in the order of src/contract/decoder.ts, rounded to float32).
Run: /usr/bin/python3 make_decoder.py (Debian's python3-torch)"""
import json
import math
import pathlib

import numpy as np
import torch
from torch.nn import functional as F

PLANS = [
    dict(vocabulary=30, positions=12, width=16, heads=2, inner=64, layers=2, epsilon=1e-5),
    dict(vocabulary=67, positions=21, width=24, heads=3, inner=40, layers=3, epsilon=1e-5),
]
RULE = dict(rate=3e-3, beta1=0.9, beta2=0.95, epsilon=1e-8, weightDecay=0.1, clip=1.0)


def shapes(plan):
    v, p, w, i = plan["vocabulary"], plan["positions"], plan["width"], plan["inner"]
    yield "wte.weight", (v, w)
    yield "wpe.weight", (p, w)
    for at in range(plan["layers"]):
        for name, shape in [("ln_1", (w,)), ("attn.c_attn", (w, 3 * w)), ("attn.c_proj", (w, w)), ("ln_2", (w,)),
                            ("mlp.c_fc", (w, i)), ("mlp.c_proj", (i, w))]:
            yield f"h.{at}.{name}.weight", shape
            yield f"h.{at}.{name}.bias", shape[-1:]
    yield "ln_f.weight", (w,)
    yield "ln_f.bias", (w,)


def draw(plan, random):
    return {name: torch.tensor((0.3 * random.standard_normal(int(np.prod(shape)))).astype(np.float32).astype(np.float64).reshape(shape),
                               requires_grad=True) for name, shape in shapes(plan)}


def logits(plan, p, ids):
    t, w, heads = len(ids), plan["width"], plan["heads"]
    norm = lambda name, x: F.layer_norm(x, (w,), p[f"{name}.weight"], p[f"{name}.bias"], plan["epsilon"])
    dense = lambda name, x: x @ p[f"{name}.weight"] + p[f"{name}.bias"]
    x = p["wte.weight"][ids] + p["wpe.weight"][:t]
    mask = torch.tril(torch.ones(t, t, dtype=torch.bool))
    for i in range(plan["layers"]):
        q, k, v = (part.reshape(t, heads, w // heads).transpose(0, 1) for part in dense(f"h.{i}.attn.c_attn", norm(f"h.{i}.ln_1", x)).split(w, 1))
        scores = (q @ k.transpose(1, 2) / math.sqrt(w // heads)).masked_fill(~mask, -math.inf)
        x = x + dense(f"h.{i}.attn.c_proj", (scores.softmax(-1) @ v).transpose(0, 1).reshape(t, w))
        u = dense(f"h.{i}.mlp.c_fc", norm(f"h.{i}.ln_2", x))
        gelu = 0.5 * u * (1 + torch.tanh(math.sqrt(2 / math.pi) * (u + 0.044715 * u**3)))
        x = x + dense(f"h.{i}.mlp.c_proj", gelu)
    return norm("ln_f", x) @ p["wte.weight"].T


def mean_loss(plan, p, texts):
    parts = [F.cross_entropy(logits(plan, p, text[:-1]), torch.tensor(text[1:]), reduction="sum") for text in texts]
    return sum(parts) / sum(len(text) - 1 for text in texts)


cases = []
for seed, plan in enumerate(PLANS):
    random = np.random.RandomState(seed)
    p = draw(plan, random)
    batches = [[random.randint(0, plan["vocabulary"], random.randint(2, plan["positions"] + 2)).tolist() for _ in range(3)] for _ in range(6)]
    loss = mean_loss(plan, p, batches[0])
    loss.backward()
    gradients = {}
    for name, value in p.items():
        flat = value.grad.reshape(-1)
        at = int(flat.abs().argmax())
        gradients[f"transformer.{name}"] = dict(norm=float(flat.norm()), first=flat[:5].tolist(), largest=[at, float(flat[at])])
    groups = [dict(params=[v for v in p.values() if v.dim() > 1], weight_decay=RULE["weightDecay"]),
              dict(params=[v for v in p.values() if v.dim() == 1], weight_decay=0.0)]
    solver = torch.optim.AdamW(groups, lr=RULE["rate"], betas=(RULE["beta1"], RULE["beta2"]), eps=RULE["epsilon"])
    losses = []
    for batch in batches:
        solver.zero_grad()
        loss = mean_loss(plan, p, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(list(p.values()), RULE["clip"])
        solver.step()
        losses.append(float(loss))
    cases.append(dict(plan=plan, batches=batches, gradients=gradients, losses=losses))

path = pathlib.Path(__file__).with_name("decoder.json")
path.write_text(json.dumps(dict(made_with=f"PyTorch {torch.__version__}, NumPy {np.__version__}", rule=RULE, cases=cases)) + "\n")
