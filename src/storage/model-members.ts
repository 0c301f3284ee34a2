import { AppError } from '../base/errors.ts';
import { toBytes, toText, type Member } from '../base/zip.ts';
import type { Artifact } from '../contract/model/artifact.ts';
import { mlpFromLayersModel, mlpToLayersModel } from '../models/mlp/mlp-file.ts';
import { fromChatFile, toChatFile } from '../models/chat/chat-file.ts';
import { fromLinearFile, toLinearFile } from '../models/linear/linear-file.ts';
import { fromNgramFiles, toNgramFiles } from '../models/ngram/ngram-file.ts';
import { fromTransformerMembers, toTransformerMembers } from '../models/transformer/transformer-file.ts';
import { fromTreesFile, toTreesFile } from '../models/trees/trees-file.ts';
import { fromWriterMembers, toWriterMembers } from '../models/causal-lm/causal-lm-file.ts';

/**
 * Writes what was learned as the files of a bundle: `linear.json`, `trees.json`, `chat.json`, `ngram.json` + `ngram.bin`, `model.json` + `weights.bin` in TF.js layers format, or
 * `transformer.json` or `writer.json` + a folder that Hugging Face reads.
 */
export function toModelMembers(artifact: Artifact): Member[] {
  switch (artifact.form) {
    case 'linear':
      return [{ name: 'linear.json', bytes: toBytes(toLinearFile(artifact)) }];
    case 'mlp': {
      const { modelJson, weights } = mlpToLayersModel(artifact);
      return [
        { name: 'model.json', bytes: toBytes(JSON.stringify(modelJson)) },
        { name: 'weights.bin', bytes: weights },
      ];
    }
    case 'transformer':
      return toTransformerMembers(artifact);
    case 'writer':
      return toWriterMembers(artifact);
    case 'ngram': {
      const { json, numbers } = toNgramFiles(artifact);
      return [
        { name: 'ngram.json', bytes: toBytes(json) },
        { name: 'ngram.bin', bytes: numbers },
      ];
    }
    case 'chat':
      return [{ name: 'chat.json', bytes: toBytes(toChatFile(artifact)) }];
    case 'trees':
      return [{ name: 'trees.json', bytes: toBytes(toTreesFile(artifact)) }];
  }
}

/**
 * Reads what was learned from the files of a bundle.
 * @throws AppError `model.missing-member`, `model.bad-content`
 */
export function fromModelMembers(members: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Artifact {
  const linear = members.get('linear.json');
  if (linear) return fromLinearFile(readJson('linear.json', linear));
  const transformer = members.get('transformer.json');
  if (transformer) return fromTransformerMembers(readJson('transformer.json', transformer), members);
  const writer = members.get('writer.json');
  if (writer) return fromWriterMembers(readJson('writer.json', writer), members);
  const chat = members.get('chat.json');
  if (chat) return fromChatFile(readJson('chat.json', chat));
  const trees = members.get('trees.json');
  if (trees) return fromTreesFile(readJson('trees.json', trees));
  const [ngram, numbers] = [members.get('ngram.json'), members.get('ngram.bin')];
  if (ngram && numbers) return fromNgramFiles(readJson('ngram.json', ngram), numbers);
  if (ngram) throw new AppError('model.missing-member', { member: 'ngram.bin' });
  const [model, weights] = [members.get('model.json'), members.get('weights.bin')];
  if (model && weights) return mlpFromLayersModel(readJson('model.json', model), weights);
  throw new AppError('model.missing-member', { member: model ? 'weights.bin' : 'linear.json' });
}

/** Reads JSON from a stranger's file. @throws AppError `model.bad-content` */
export function readJson(member: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(toText(bytes));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new AppError('model.bad-content', { member, problem }, error);
  }
}
