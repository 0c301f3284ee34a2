"""What others take for the same work on the same files. Prints one JSON object: seconds or rows a second, and by how much memory grew."""

import io
import json
import pickle
import sys
import time
import warnings

warnings.filterwarnings("ignore")


def peak():
    """Megabytes at the highest; a child's ru_maxrss begins with its parent's."""
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024


def told(work):
    before = peak()
    began = time.perf_counter()
    value = work()
    seconds = time.perf_counter() - began
    return {"value": seconds if value is None else value(seconds), "megabytes": peak() - before}


def drop(_):
    return None


def versions():
    found = {"python": sys.version.split()[0]}
    for name in ("sklearn", "pandas", "openpyxl", "numpy", "torch"):
        try:
            found[name] = __import__(name).__version__
        except ImportError:
            pass
    return found


def read_csv(path):
    import pandas

    pandas.read_csv(io.StringIO("a,b\n1,x\n"))
    return told(lambda: drop(pandas.read_csv(path)))


def read_xlsx(path):
    import openpyxl
    import pandas

    def work():
        sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
        rows = sheet.iter_rows(values_only=True)
        names = next(rows)
        pandas.DataFrame(list(rows), columns=names)

    return told(work)


def columns_of(path):
    import pandas

    table = pandas.read_csv(path)
    target = table.pop("target").to_numpy()
    return table.to_numpy(), target


def linear(path):
    from sklearn.linear_model import LinearRegression

    x, y = columns_of(path)
    LinearRegression().fit(x[:1000], y[:1000])
    return told(lambda: drop(LinearRegression().fit(x, y)))


def dnn(path, hidden, batch, epochs):
    from sklearn.neural_network import MLPRegressor
    from sklearn.preprocessing import StandardScaler

    x, y = columns_of(path)
    x = StandardScaler().fit_transform(x)
    y = (y - y.mean()) / y.std()
    net = MLPRegressor(
        hidden_layer_sizes=json.loads(hidden),
        batch_size=int(batch),
        max_iter=int(epochs),
        n_iter_no_change=10**6,
        tol=0,
        random_state=1,
    )

    def work():
        net.fit(x, y)
        return lambda seconds: len(y) * int(epochs) / seconds

    return told(work)


def boosting(path):
    from sklearn.ensemble import HistGradientBoostingRegressor

    x, y = columns_of(path)
    model = HistGradientBoostingRegressor(max_iter=100, max_leaf_nodes=31, early_stopping=False)
    model.fit(x[:1000], y[:1000])
    return told(lambda: drop(model.fit(x, y)))


def writer(path, steps):
    """The decoder that Intab trains by default, on bytes folded to its vocabulary: the steps alone."""
    import math

    import numpy
    import torch
    from torch.nn import functional as F

    torch.set_num_threads(1)
    torch.manual_seed(0)
    vocabulary, positions, width, heads, layers, batch = 512, 64, 128, 4, 2, 8
    draw = lambda *shape: (0.04 * torch.randn(*shape)).requires_grad_()
    zeros = lambda size: torch.zeros(size, requires_grad=True)
    norm = lambda: (torch.ones(width, requires_grad=True), zeros(width))
    dense = lambda inputs, outputs: (draw(inputs, outputs), zeros(outputs))
    words, places, last = draw(vocabulary, width), draw(positions, width), norm()
    blocks = [
        (norm(), dense(width, 3 * width), dense(width, width), norm(), dense(width, 4 * width), dense(4 * width, width))
        for _ in range(layers)
    ]
    parameters = [words, places, *last, *[each for block in blocks for pair in block for each in pair]]
    solver = torch.optim.AdamW(parameters, lr=4e-3, betas=(0.9, 0.99), weight_decay=0.1)
    seen = torch.tril(torch.ones(positions, positions, dtype=torch.bool))

    def loss(ids, following):
        x = words[ids] + places
        for first, qkv, out, second, up, down in blocks:
            parts = (F.layer_norm(x, (width,), *first) @ qkv[0] + qkv[1]).split(width, 2)
            q, k, v = (part.view(batch, positions, heads, -1).transpose(1, 2) for part in parts)
            scores = (q @ k.transpose(2, 3) / math.sqrt(width // heads)).masked_fill(~seen, -math.inf)
            x = x + (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, positions, width) @ out[0] + out[1]
            u = F.layer_norm(x, (width,), *second) @ up[0] + up[1]
            bent = 0.5 * u * (1 + torch.tanh(math.sqrt(2 / math.pi) * (u + 0.044715 * u**3)))
            x = x + bent @ down[0] + down[1]
        scores = F.layer_norm(x, (width,), *last) @ words.T
        return F.cross_entropy(scores.view(-1, vocabulary), following.reshape(-1))

    with open(path, "rb") as file:
        text = torch.from_numpy(numpy.frombuffer(file.read(), dtype=numpy.uint8).astype(numpy.int64))
    random = numpy.random.RandomState(0)

    def step():
        starts = random.randint(0, len(text) - positions - 1, batch)
        windows = torch.stack([text[at : at + positions + 1] for at in starts])
        solver.zero_grad()
        loss(windows[:, :-1], windows[:, 1:]).backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        solver.step()

    def work():
        for _ in range(int(steps)):
            step()
        return lambda seconds: int(steps) * batch * positions / seconds

    step()
    return told(work)


def job(path, out):
    import numpy
    import pandas
    from sklearn.linear_model import LinearRegression
    from sklearn.metrics import mean_absolute_error, mean_squared_error, median_absolute_error, r2_score
    from sklearn.model_selection import train_test_split

    def work():
        table = pandas.read_csv(path).drop_duplicates().dropna()
        x = pandas.get_dummies(table.drop(columns=["target", "code"])).to_numpy(dtype=numpy.float64)
        y = table["target"].to_numpy()
        x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, random_state=42)
        model = LinearRegression().fit(x_train, y_train)
        answers = model.predict(x_test)
        scores = [
            score(y_test, answers)
            for score in (r2_score, mean_absolute_error, mean_squared_error, median_absolute_error)
        ]
        with open(out, "wb") as file:
            pickle.dump((model, scores), file)

    return told(work)


if __name__ == "__main__":
    name, *given = sys.argv[1:]
    print(json.dumps(globals()[name](*given)))
