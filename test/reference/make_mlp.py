"""Writes mlp.json: scikit-learn's epoch losses and answers of small networks from given first weights, without shuffling.

Run with scikit-learn 1.2: python3 make_mlp.py
"""
import json, pathlib, warnings
import numpy as np
from sklearn.neural_network import MLPClassifier, MLPRegressor

warnings.filterwarnings('ignore')
rng = np.random.RandomState(3)
x = rng.uniform(-1, 1, (23, 3)).round(3)
signal = x @ [1, -2, .5] + np.sin(3 * x[:, 0])
targets = {'squared': signal.round(3), 'binary': (signal > 0).astype(int), 'softmax': np.digitize(signal, [-1, 1])}
solvers = {
    'adam': dict(solver='adam', learning_rate_init=.01),
    'sgd': dict(solver='sgd', learning_rate_init=.05, nesterovs_momentum=False),
    'nesterov': dict(solver='sgd', learning_rate_init=.05),
}
cases = []
for loss, y in targets.items():
    for name, solver in solvers.items():
        for activation in ['relu', 'tanh', 'logistic', 'identity']:
            outputs = 3 if loss == 'softmax' else 1
            widths = [3, 5, 4, outputs]
            start = np.random.RandomState(7)
            coefs = [start.uniform(-.8, .8, (a, b)).round(4) for a, b in zip(widths, widths[1:])]
            biases = [start.uniform(-.3, .3, b).round(4) for b in widths[1:]]
            Model = MLPRegressor if loss == 'squared' else MLPClassifier
            model = Model(hidden_layer_sizes=widths[1:-1], activation=activation, alpha=.05, batch_size=7, max_iter=5, shuffle=False, tol=0,
                          n_iter_no_change=1000, random_state=0, **solver)
            begin = model._initialize
            def initialize(y, layer_units, dtype, model=model, begin=begin):
                begin(y, layer_units, dtype)
                model.coefs_, model.intercepts_ = [c.copy() for c in coefs], [b.copy() for b in biases]
            model._initialize = initialize
            model.fit(x, y)
            answers = model.predict(x) if loss == 'squared' else model.predict_proba(x)
            cases.append(dict(loss=loss, solver=name, rate=solver['learning_rate_init'], activation=activation, widths=widths,
                              kernels=[c.ravel().tolist() for c in coefs], biases=[b.tolist() for b in biases],
                              losses=[float(f'{l:.9g}') for l in model.loss_curve_],
                              answers=[float(f'{a:.7g}') for a in (answers if loss != 'binary' else answers[:, 1]).ravel()]))
out = dict(x=x.ravel().tolist(), targets={k: v.tolist() for k, v in targets.items()}, cases=cases)
pathlib.Path(__file__).with_name('mlp.json').write_text(json.dumps(out))
