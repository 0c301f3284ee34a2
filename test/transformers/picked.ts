import { fixtureBytes } from './fixture.ts';

const paths = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json'];

/** The fixture's folder as a person picks it, with some files changed or (null) missing. */
export function picked(changed: Record<string, Uint8Array<ArrayBuffer> | string | null> = {}): File[] {
  const all = Object.fromEntries([...paths, 'model.safetensors'].map((path) => [path, fixtureBytes(path)]));
  return Object.entries({ ...all, ...changed }).flatMap(([path, bytes]) =>
    bytes === null ? [] : [new File([bytes], path)],
  );
}
