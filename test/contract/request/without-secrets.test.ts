import { expect, it } from 'vitest';
import type { OptionField } from '../../../src/contract/request/options.ts';
import { readRequest } from '../../../src/contract/request/request.ts';
import { withoutSecrets } from '../../../src/contract/request/without-secrets.ts';

const words = '';
const options: OptionField[] = [
  { name: 'api_key', kind: 'text', default: '', secret: true, label: words, help: words },
  { name: 'base_url', kind: 'text', default: '', label: words, help: words },
];

it('takes keys, and the passwords and queries of addresses, out of a plan', () => {
  const modelParams = { api_key: 'sk-1', base_url: 'https://me:pass@host.example/v1?sig=abc#x', alpha: 1 };
  const { plan } = readRequest({ datasetFiles: [new Blob()], modelType: 'x', modelParams });
  const kept = withoutSecrets(plan, options);
  expect(kept.modelParams).toEqual({ base_url: 'https://host.example/v1', alpha: 1 });
  expect(plan.modelParams).toEqual(modelParams);
});
