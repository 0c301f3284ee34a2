import { AppError } from '../base/errors.ts';
import type { Random } from '../base/random.ts';
import type { PlainTensor } from '../networks/tensor.ts';
import type { EncoderSpec } from '../networks/encoder-spec.ts';

/** A head that no file holds starts from numbers of this deviation, as Hugging Face starts it. */
const headDeviation = 0.02;

/**
 * Gives exactly the tensors of a plan, under their names: older names (`gamma`, `beta`) and those of a base model without its prefix are taken, and
 * what the plan does not need is left out. With `random`, a head that is missing or has other labels starts anew.
 * @throws AppError `model.missing-tensor`, `model.bad-tensor`
 */
export function weightsFor(
  spec: EncoderSpec,
  given: ReadonlyMap<string, PlainTensor>,
  random?: Random,
): Map<string, PlainTensor> {
  const named = new Map([...given].map(([name, weights]) => [modernName(name), weights]));
  const prefix = spec.names.words.slice(0, spec.names.words.indexOf('.') + 1);
  const found = new Map<string, PlainTensor>();
  for (const [name, shape] of tensorShapes(spec)) {
    const weights = named.get(name) ?? named.get(name.startsWith(prefix) ? name.slice(prefix.length) : name);
    const fits = weights && weights.shape.join() === shape.join();
    if (fits) found.set(name, weights);
    else if (random && isHead(spec, name)) found.set(name, fresh(name, shape, random));
    else if (!weights) throw new AppError('model.missing-tensor', { name });
    else {
      throw new AppError('model.bad-tensor', { name, found: weights.shape.join(' × '), expected: shape.join(' × ') });
    }
  }
  return found;
}

/** Gives how many numbers a plan has. */
export function parameterCount(spec: EncoderSpec): number {
  let size = 0;
  for (const shape of tensorShapes(spec).values()) size += shape.reduce((product, each) => product * each, 1);
  return size;
}

/** Lists the tensors of a plan with their shapes; linear kernels are [out, in]. */
function tensorShapes({
  width,
  inner,
  vocabulary,
  positions,
  firstPosition,
  labels,
  names,
}: EncoderSpec): Map<string, number[]> {
  const shapes = new Map<string, number[]>();
  const linear = (name: string, out: number, from: number) =>
    shapes.set(`${name}.weight`, [out, from]).set(`${name}.bias`, [out]);
  const norm = (name: string) => shapes.set(`${name}.weight`, [width]).set(`${name}.bias`, [width]);
  shapes.set(`${names.words}.weight`, [vocabulary, width]);
  shapes.set(`${names.positions}.weight`, [positions + firstPosition, width]);
  if (names.segments) shapes.set(`${names.segments}.weight`, [segmentCount(names.segments), width]);
  norm(names.embeddingNorm);
  for (const block of names.blocks) {
    for (const name of [block.query, block.key, block.value, block.out]) linear(name, width, width);
    norm(block.attentionNorm);
    linear(block.up, inner, width);
    linear(block.down, width, inner);
    norm(block.outputNorm);
  }
  linear(names.pooler, width, width);
  linear(names.classifier, labels, width);
  return shapes;
}

/** BERT knows two segments, RoBERTa one. */
function segmentCount(name: string): number {
  return name.startsWith('bert.') ? 2 : 1;
}

function isHead({ names }: EncoderSpec, name: string): boolean {
  return [names.pooler, names.classifier].includes(name.replace(/\.(weight|bias)$/, ''));
}

function fresh(name: string, shape: number[], random: Random): PlainTensor {
  const data = new Float32Array(shape.reduce((product, each) => product * each, 1));
  if (name.endsWith('.weight')) for (let i = 0; i < data.length; i++) data[i] = headDeviation * random.normal();
  return { shape, data };
}

function modernName(name: string): string {
  return name.replace(/\.gamma$/, '.weight').replace(/\.beta$/, '.bias');
}
