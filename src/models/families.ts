import { AppError } from '../base/errors.ts';
import type { Predictor } from '../contract/model/predictor.ts';
import { remoteModels } from '../contract/workers/model-api.ts';
import type { DescribeContext, Description, Family } from '../contract/model/family.ts';
import type { HostServices } from '../contract/model/jobs.ts';
import type { Artifact, ArtifactByForm } from '../contract/model/artifact.ts';

/** The families of this version, by the stored name `form`. A new family is one entry. */
const own: { [Form in keyof ArtifactByForm]: Family<ArtifactByForm[Form]> } = {
  linear: {
    open: async (artifact) => (await import('./linear/linear-predictor.ts')).openLinear(artifact),
    describe: async (artifact, { features }) =>
      (await import('./linear/linear-describe.ts')).describeLinear(artifact, features),
    file: { main: 'linear.json', load: async () => (await import('./linear/linear-file.ts')).linearFile },
    space: ({ space }) => space,
    runsInPage: true,
  },
  transformer: {
    open: async (artifact, host) =>
      remoteModels(host)?.open(artifact) ??
      (await import('./transformer/transformer-predictor.ts')).openTransformer(artifact),
    file: {
      main: 'transformer.json',
      load: async () => (await import('./transformer/transformer-file.ts')).transformerFile,
    },
    space: () => 'raw',
    runsInPage: false,
  },
  writer: {
    open: async (artifact, host) =>
      remoteModels(host)?.open(artifact) ?? (await import('./causal-lm/causal-lm-predictor.ts')).openCausalLm(artifact),
    file: {
      main: 'writer.json',
      load: async () => (await import('./causal-lm/causal-lm-file.ts')).causalLmFile,
    },
    space: () => 'raw',
    runsInPage: false,
  },
  chat: {
    open: async (artifact, host) => (await import('./chat/chat-predictor.ts')).openChat(artifact, host),
    file: { main: 'chat.json', load: async () => (await import('./chat/chat-file.ts')).chatFile },
    space: () => 'raw',
    runsInPage: false,
  },
  trees: {
    open: async (artifact) => (await import('./trees/trees-predictor.ts')).openTrees(artifact),
    describe: async (artifact, context) => (await import('./trees/trees-describe.ts')).describeTrees(artifact, context),
    file: { main: 'trees.json', load: async () => (await import('./trees/trees-file.ts')).treesFile },
    space: () => 'raw',
    runsInPage: true,
  },
  ngram: {
    open: async (artifact) => (await import('./ngram/ngram-predictor.ts')).openNgram(artifact),
    describe: async (artifact) => (await import('./ngram/ngram-describe.ts')).describeNgram(artifact),
    file: { main: 'ngram.json', load: async () => (await import('./ngram/ngram-file.ts')).ngramFile },
    space: () => 'raw',
    runsInPage: true,
  },
  mlp: {
    open: async (artifact) => (await import('./mlp/mlp-predictor.ts')).openMlp(artifact),
    file: { main: 'model.json', load: async () => (await import('./mlp/mlp-file.ts')).mlpFile },
    space: () => 'scaled',
    runsInPage: true,
  },
};

const families = new Map<string, Family>(Object.entries(own));

/** Adds a family at run time: the same as its entry above. */
export function addFamily(form: string, family: Family): void {
  families.set(form, family);
}

/** Lists the families; a bundle is of the first one whose main member it has. */
export function listFamilies(): Family[] {
  return [...families.values()];
}

/** Gives the family of an artifact. @throws AppError `model.bad-content` for a form that this version does not know */
export function requireFamily({ form }: Artifact): Family {
  const family = families.get(form);
  if (family) return family;
  throw new AppError('model.bad-content', { member: 'manifest.json', problem: `${form} is not a known form` });
}

/**
 * Opens an artifact for predicting.
 * @throws AppError `model.bad-size` when the parts of the artifact do not fit each other
 */
export async function openArtifact(artifact: Artifact, { host }: { host?: HostServices } = {}): Promise<Predictor> {
  return requireFamily(artifact).open(artifact, host);
}

/** Gives the part of a result that only the artifact's family knows. */
export async function describeArtifact(artifact: Artifact, context: DescribeContext): Promise<Description> {
  return (await requireFamily(artifact).describe?.(artifact, context)) ?? {};
}
