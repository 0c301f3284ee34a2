/** A manifest as JSON, and the names of the members beside it. */
type Step = (manifest: Record<string, unknown>, members: ReadonlySet<string>) => Record<string, unknown>;

/** What turns the manifest of a version into that of the next, by version: a format is changed by adding a line here. */
const steps: Record<number, Step> = {
  // Version 1 did not say what kind of model is inside: its files tell.
  1: (manifest, members) => ({ ...manifest, form: readForm(members) }),
};

/** Brings the manifest of an older format up to date; a new one, or what is none, is given back as it is. */
export function migrated(manifest: unknown, members: ReadonlySet<string>): unknown {
  if (typeof manifest !== 'object' || manifest === null) return manifest;
  let now = manifest as Record<string, unknown>;
  for (let step = migrationStep(now); step; step = migrationStep(now)) {
    now = { ...step(now, members), version: Number(now.version) + 1 };
  }
  return now;
}

function migrationStep({ version }: Record<string, unknown>): Step | undefined {
  return typeof version === 'number' ? steps[version] : undefined;
}

function readForm(members: ReadonlySet<string>): string {
  const named = [...members].find((name) => /^(linear|trees|ngram|chat|transformer)\.json$/.test(name));
  return named ? named.slice(0, -'.json'.length) : 'mlp';
}
