import { predict, trainPipeline } from './intab.js';

const form = document.querySelector('form');
const log = document.querySelector('#log');
const say = (line) => log.append(`${line}\n`);

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const [file] = document.querySelector('#file').files;
  const target = document.querySelector('#target').value;
  log.replaceChildren();
  try {
    const result = await trainPipeline({
      datasetFiles: [file],
      target,
      modelType: 'linear_regression',
      logger: ({ at, message }) => say(`${at} ${message}`),
    });
    say(`R² ${result.metrics.r2} (always answering the mean: ${result.baseline.r2})`);
    const { predictions } = await predict({ model: result.modelId, data: file });
    say(`The first predictions: ${predictions.slice(0, 5).join(', ')}`);
  } catch (error) {
    say(`${error.code}: ${error.message} ${error.hint}`);
  }
});
