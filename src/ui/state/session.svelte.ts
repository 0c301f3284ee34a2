import { catalog } from '../../adapters/catalog.ts';
import { AppError, asAppError, isStopped } from '../../base/errors.ts';
import type { Code, Params } from '../../base/messages.ts';
import type { Notice } from '../../base/notice.ts';
import type { Level, ReadEstimate, Stage } from '../../base/run.ts';
import * as calls from '../../client/calls.ts';
import { toSource } from '../../client/page/sources.ts';
import type { AdapterMeta } from '../../contract/model/adapter.ts';
import { decideAll, learns, type Step } from '../../contract/request/control.ts';
import type { ColumnProfile, DataView, Fix, Warning } from '../../contract/data/data-view.ts';
import type { FieldSpec } from '../../contract/request/field.ts';
import type { DayOrder, Kind, Role, Task } from '../../contract/data/kinds.ts';
import { isMissingOption, checkOption, type OptionField } from '../../contract/request/options.ts';
import { readPlanFile } from '../../contract/request/plan-file.ts';
import type { Plan, TrainRequest } from '../../contract/request/plan.ts';
import { templateColumns } from '../../contract/request/template.ts';
import type { Preferences } from './preferences.svelte.ts';
import type { Runs } from './runs.svelte.ts';
import type { Rule } from './rule.ts';
import { estimateRows, type RowEstimate } from './row-estimate.ts';
import { canWrite, obstacleTo, taskFor, possibleTasks } from '../../contract/model/task.ts';
import type { MergeChoices, ReadChoices, Source } from '../../contract/data/reading.ts';
import type { Engine } from '../../contract/request/engine.ts';

/** What is wrong with a file, or (id null) with all of them. */
export interface ReadError {
  id: string | null;
  error: AppError;
}

/** How reading goes. */
export type Reading =
  | { status: 'idle' }
  | { status: 'busy'; done: number; total: number; estimate?: ReadEstimate }
  | { status: 'failed'; errors: readonly ReadError[] };

/** Why Train cannot be pressed. The bar says it in words and leads to the place. */
export type Problem =
  | { why: 'no-data' }
  | { why: 'reading' }
  | { why: 'read-failed'; error: AppError }
  | { why: 'no-target' }
  | { why: 'no-factors' }
  | { why: 'no-model' }
  | { why: 'option'; field: OptionField; value: unknown }
  | { why: 'seed' }
  | { why: 'share' }
  | { why: 'too-few'; rows: number };

/** Holds the run that is being prepared: files, how they are read, what the columns are for, and the model. */
export class Session {
  readonly #preferences: Preferences;
  readonly #runs: Runs;

  /** The files, with each one's own choices. A file that could not be read is here too. */
  sources: Source[] = $state.raw([]);
  merge: MergeChoices = $state({ duplicates: 'drop', missingColumn: 'error' });
  /** Kinds that a person decided, by column. */
  kinds: Record<string, Kind> = $state({});
  /** Which of day and month a person says comes first, by column. */
  dayOrder: Record<string, DayOrder> = $state({});
  /** What the worker holds; stays as it was when a reading fails. */
  view: DataView | null = $state.raw(null);
  reading: Reading = $state.raw({ status: 'idle' });
  warnings: Warning[] = $state.raw([]);
  /** When the first file was given, for the count of requests since. */
  since: number | null = $state(null);

  #target: string | null = $state(null);
  /** Whether a person wants no target, or wants one; null = not said. */
  #noTarget: boolean | null = $state(null);
  #roles: Record<string, 'factor' | 'ignored'> = $state({});
  rules: Record<string, Rule> = $state({});
  task: Task | null = $state(null);
  #modelType: string | null = $state(null);
  #options: Record<string, Record<string, unknown>> = $state({});
  control: Partial<Record<Step, boolean>> = $state({});
  split = $state({ testSize: 0.2, seed: 42, stratify: false });
  name: string | null = $state(null);
  /** The engine of a plan that is to be repeated; what is changed later is the person's own again. */
  #engine: Engine | null = $state(null);
  /** The factors of a plan whose data are not open yet. */
  #wanted: readonly string[] | null = null;

  #opening: AbortController | null = null;
  #asked = 0;
  /** The plan and files of the runs of this page, to know whether something changed since. */
  #keys: Record<string, string> = $state.raw({});

  constructor(preferences: Preferences, runs: Runs) {
    this.#preferences = preferences;
    this.#runs = runs;
  }

  // ── columns ──
  readonly columns: ColumnProfile[] = $derived(this.view?.columns ?? []);
  readonly #byName = $derived(new Map(this.columns.map((column) => [column.name, column])));

  /** The column to predict, if the table has it. */
  readonly target: ColumnProfile | null = $derived.by(() => {
    const name = this.#target ?? this.view?.suggestion.target ?? null;
    const column = (name === null ? undefined : this.#byName.get(name)) ?? null;
    const chosen = (catalog as Record<string, AdapterMeta>)[this.#modelType ?? ''];
    if (!column || !chosen || !canWrite(chosen)) return column;
    // A model that writes needs no target: a mere guess is none, nor a column that it cannot answer with.
    const guessed = this.#target === null && this.view?.suggestion.targetWhy?.code !== 'fields.guess-by-name';
    return (this.#noTarget ?? guessed) || taskFor(chosen, column, null) === null ? null : column;
  });

  column(name: string): ColumnProfile | undefined {
    return this.#byName.get(name);
  }

  role(name: string): Role {
    if (name === this.target?.name) return 'target';
    if (this.column(name)?.kind === 'empty') return 'ignored';
    const role = this.#roles[name] ?? this.#usualRole(name);
    return role === 'ignored' ? 'ignored' : 'factor';
  }

  /** A model of texts takes one column of itself, another model what the table suggests. */
  #usualRole(name: string): Role | undefined {
    if (this.meta?.input !== 'texts') return this.view?.suggestion.roles[name];
    const template = this.meta.factorsFrom && this.#options[this.modelType]?.[this.meta.factorsFrom];
    const named = typeof template === 'string' ? templateColumns(template) : [];
    if (named.length > 0) return named.includes(name) ? 'factor' : 'ignored';
    return name === this.view?.suggestion.texts.find((text) => text !== this.target?.name) ? 'factor' : 'ignored';
  }

  /** The columns a model learns from. */
  readonly factors: ColumnProfile[] = $derived(this.columns.filter((column) => this.role(column.name) === 'factor'));

  /** Chooses the target; '' = none, where the model can write without one. */
  setTarget(name: string): void {
    this.#noTarget = name === '';
    if (name !== '') this.#target = name;
    this.task = null;
  }

  setRole(names: readonly string[], role: Role): void {
    for (const name of names) {
      if (role === 'target') {
        this.setTarget(name);
        continue;
      }
      if (name === this.target?.name) {
        // The target gives its place to the next column that can take it.
        const next = this.columns.find((column) => column.name !== name && possibleTasks(column).length > 0);
        if (!next) continue;
        this.setTarget(next.name);
      }
      this.#roles[name] = role;
    }
  }

  /** Decides what the cells of columns are; the files are read again. */
  async setKind(names: readonly string[], kind: Kind): Promise<void> {
    for (const name of names) this.kinds[name] = kind;
    await this.#open();
  }

  /** Decides which of day and month comes first in a column; the files are read again. */
  async setDayOrder(name: string, order: DayOrder): Promise<void> {
    this.dayOrder[name] = order;
    await this.#open();
  }

  setRule(name: string, rule: Rule): void {
    const kept = withoutUndefined(rule);
    if (Object.keys(kept).length === 0) delete this.rules[name];
    else this.rules[name] = kept;
  }

  /** Does what a warning offers. */
  async applyFix(column: string, fix: Fix): Promise<void> {
    switch (fix.kind) {
      case 'ignore':
        return this.setRole([column], 'ignored');
      case 'missing':
        return this.setRule(column, { ...this.rules[column], missing: fix.rule });
      case 'target':
        return this.setTarget(fix.column);
      case 'as':
        return this.setKind([column], fix.to);
    }
  }

  /** Does what several warnings offer. */
  async applyFixes(warnings: readonly Warning[]): Promise<void> {
    for (const { column, fix } of warnings) if (fix) await this.applyFix(column, fix);
  }

  // ── model ──
  /** The chosen model where it fits the target, else the first that does. */
  readonly modelType: string = $derived.by(() => {
    const fits = (id: string) => this.obstacle(id) === null;
    if (this.#modelType && fits(this.#modelType)) return this.#modelType;
    const natural = this.task ?? (this.target ? possibleTasks(this.target)[0] : undefined);
    // A model that rows leave the tab for is never chosen by itself.
    const ids = Object.entries(catalog).flatMap(([id, { leavesTab }]) => (fits(id) && !leavesTab ? [id] : []));
    const known = catalog as Record<string, AdapterMeta>;
    const suits = (id: string) =>
      (!natural || known[id]?.tasks.includes(natural)) && (!this.#onlyTexts || known[id]?.input === 'texts');
    return ids.find(suits) ?? ids[0] ?? this.#modelType ?? Object.keys(catalog)[0] ?? '';
  });

  /** Whether there is nothing but text to learn from. */
  readonly #onlyTexts: boolean = $derived.by(() => {
    const others = this.columns.filter(({ name, kind }) => name !== this.target?.name && kind !== 'empty');
    return others.length > 0 && others.every(({ kind }) => kind === 'text');
  });

  readonly meta: AdapterMeta | undefined = $derived((catalog as Record<string, AdapterMeta>)[this.modelType]);

  /** The task of the run, as the target and the model have it. */
  readonly decidedTask: Task | null = $derived(
    this.meta && this.target
      ? taskFor(this.meta, this.target, this.task)
      : this.meta && canWrite(this.meta)
        ? 'generation'
        : null,
  );

  /** Why a model cannot be chosen now, or null. */
  obstacle(id: string) {
    const meta = (catalog as Record<string, AdapterMeta>)[id];
    return meta ? obstacleTo(meta, this.target, this.view?.suggestion.texts ?? null, this.task) : 'target-unfit';
  }

  chooseModel(id: string): void {
    this.#modelType = id;
    this.#engine = null;
  }

  /** The value of an option of the chosen model: what was set, else its default. */
  option(field: OptionField): unknown {
    const set = this.#options[this.modelType];
    return set && Object.hasOwn(set, field.name) ? set[field.name] : field.default;
  }

  /** The options of the chosen model that mean something as the others are set. */
  readonly options: readonly OptionField[] = $derived.by(() => {
    const all = this.meta?.options ?? [];
    return all.filter(({ where }) => {
      const other = where && all.find(({ name }) => name === where.option);
      return !where || !other || this.option(other) === where.is;
    });
  });

  /** Whether the run learns from its rows, and holds some back to test on. */
  readonly learning: boolean = $derived.by(() => {
    if (!this.meta || !this.decidedTask) return true;
    const set = Object.fromEntries(this.meta.options.map((field) => [field.name, this.option(field)]));
    return learns(this.decidedTask, this.meta, set);
  });

  /** Whether an option of the chosen model is not at its default. */
  isSet(field: OptionField): boolean {
    return Object.hasOwn(this.#options[this.modelType] ?? {}, field.name);
  }

  setOption(field: OptionField, value: unknown): void {
    const set = { ...this.#options[this.modelType] };
    if (JSON.stringify(value) === JSON.stringify(field.default)) delete set[field.name];
    else set[field.name] = value;
    this.#options[this.modelType] = set;
  }

  /** Which of the optional steps run, and who said so. */
  readonly decided = $derived(this.meta ? decideAll(this.meta, this.control) : null);

  readonly seedFits: boolean = $derived(
    Number.isInteger(this.split.seed) && this.split.seed >= 0 && this.split.seed <= 4294967295,
  );
  readonly shareFits: boolean = $derived(this.split.testSize >= 0 && this.split.testSize <= 0.95);

  // ── plan ──
  readonly plan: Plan = $derived.by(() => ({
    fields: this.view ? this.factors.map((column) => this.#field(column)) : null,
    target: this.target?.name ?? null,
    targetField: this.target && this.rules[this.target.name] ? this.#field(this.target) : null,
    task: this.decidedTask,
    modelType: this.modelType,
    modelParams: { ...this.#options[this.modelType] },
    control: { ...this.control },
    split: { ...this.split, stratify: this.split.stratify && this.decidedTask === 'classification' },
    read: this.#read,
    merge: $state.snapshot(this.merge),
    engine: this.#engine ?? this.#preferences.engine,
    name: this.name,
  }));

  readonly #read: ReadChoices = $derived({
    kinds: { ...this.kinds },
    ...(Object.keys(this.dayOrder).length > 0 ? { dayOrder: { ...this.dayOrder } } : {}),
  });

  #field(column: ColumnProfile): FieldSpec {
    const rule = $state.snapshot(this.rules[column.name]) ?? {};
    const from = this.merge.from?.[column.name];
    return {
      name: column.name,
      ...(column.kind === 'empty' ? {} : { kind: column.kind }),
      ...rule,
      ...(from ? { from: [...from] } : {}),
    };
  }

  /** How many rows will be left to learn from and to test on, as far as the profile tells. */
  readonly kept: RowEstimate | null = $derived(
    this.view
      ? estimateRows(
          this.view.rows,
          [...this.factors, ...(this.target ? [this.target] : [])],
          this.rules,
          this.plan,
          this.learning,
        )
      : null,
  );

  /** Why Train cannot be pressed, or null. */
  readonly problem: Problem | null = $derived.by(() => {
    if (this.reading.status === 'failed') {
      const [{ error }] = this.reading.errors;
      return { why: 'read-failed', error };
    }
    if (this.reading.status === 'busy') return { why: 'reading' };
    if (!this.view) return { why: 'no-data' };
    if (!this.target && this.decidedTask !== 'generation') return { why: 'no-target' };
    if (this.factors.length === 0) return { why: 'no-factors' };
    if (!this.meta || !this.decidedTask) return { why: 'no-model' };
    for (const field of this.options) {
      const value = this.option(field);
      if (checkOption(field, value) !== null || isMissingOption(field, value)) return { why: 'option', field, value };
    }
    if (!this.seedFits) return { why: 'seed' };
    if (!this.shareFits) return { why: 'share' };
    if (this.kept && this.kept.max.train < (this.learning ? 2 : 1))
      return { why: 'too-few', rows: this.kept.max.train };
    return null;
  });

  readonly #key = $derived(JSON.stringify([this.plan, this.sources.map((source) => [source.id, source.read])]));
  /** Whether nothing changed since the run that is shown was asked for. */
  readonly asRun: boolean = $derived.by(() => {
    const { state } = this.#runs;
    return state.status !== 'idle' && this.#keys[state.id] === this.#key;
  });

  /** Takes over a plan: everything but the data. Files that are open are read again as it says. */
  async usePlan(plan: Plan): Promise<void> {
    const specs = [...(plan.fields ?? []), ...(plan.targetField ? [plan.targetField] : [])];
    this.#target = plan.target;
    this.task = plan.task;
    this.rules = Object.fromEntries(
      specs
        .map(({ name, kind: _, from: __, ...rule }): [string, Rule] => [name, rule])
        .filter(([, rule]) => Object.keys(rule).length > 0),
    );
    this.kinds = { ...plan.read.kinds, ...fieldKinds(specs) };
    this.dayOrder = { ...plan.read.dayOrder };
    const from = Object.fromEntries(specs.flatMap(({ name, from: names }) => (names ? [[name, [...names]]] : [])));
    this.merge = { ...plan.merge, ...(Object.keys(from).length > 0 ? { from } : {}) };
    this.#modelType = plan.modelType;
    this.#noTarget = plan.target === null ? true : null;
    this.#options = { ...this.#options, [plan.modelType]: { ...plan.modelParams } };
    this.control = { ...plan.control };
    this.split = { ...plan.split };
    this.#engine = plan.engine;
    this.#wanted = plan.fields ? plan.fields.map(({ name }) => name) : null;
    if (this.sources.length > 0) await this.#open();
  }

  /** Takes over the plan of a file. */
  async openPlan(file: File): Promise<void> {
    try {
      await this.usePlan(readPlanFile(await file.text()));
      this.#note('read', 'read.plan', { file: file.name });
    } catch (error) {
      this.reading = { status: 'failed', errors: [{ id: null, error: asAppError(error) }] };
    }
  }

  /** Gives the columns the roles that a plan wants, once they are there. */
  #takeWanted(): void {
    const wanted = this.#wanted;
    if (!wanted || !this.view) return;
    this.#wanted = null;
    this.#roles = Object.fromEntries(
      this.columns.map(({ name }) => [name, wanted.includes(name) ? ('factor' as const) : ('ignored' as const)]),
    );
  }

  /** Makes the request of the run as it stands. */
  request(): TrainRequest {
    return { plan: $state.snapshot(this.plan) as Plan, sources: this.sources };
  }

  /** Keeps what the run with this id was asked to do, to know later whether something changed. */
  remember(id: string): void {
    this.#keys = { ...this.#keys, [id]: this.#key };
  }

  /** Everything the newest reading noticed. */
  readonly notices: Notice[] = $derived([
    ...(this.view?.files.flatMap((file) => file.notices) ?? []),
    ...(this.view?.notices ?? []),
  ]);

  // ── files ──
  async addFiles(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    this.since ??= performance.now();
    const known = new Set(this.sources.map(({ id }) => id));
    const added = files.map((file) => toSource(file)).filter(({ id }) => !known.has(id));
    await this.#open([...this.sources, ...added]);
  }

  async removeFile(id: string): Promise<void> {
    const rest = this.sources.filter((source) => source.id !== id);
    if (rest.length > 0) return this.#open(rest);
    this.#opening?.abort();
    this.sources = [];
    this.view = null;
    this.reading = { status: 'idle' };
    this.#target = null;
    this.#roles = {};
    this.kinds = {};
    this.dayOrder = {};
    this.rules = {};
    this.warnings = [];
  }

  /** Changes how one file is read and reads again. */
  async setRead(id: string, change: ReadChoices): Promise<void> {
    const merged = (read: ReadChoices | undefined) => withoutUndefined({ ...read, ...change });
    await this.#open(
      this.sources.map((source) => (source.id === id ? { ...source, read: merged(source.read) } : source)),
    );
  }

  async setMerge(change: MergeChoices): Promise<void> {
    Object.assign(this.merge, change);
    if (this.sources.length > 0) await this.#open();
  }

  /** Takes an offer to read a differently named column as a field. */
  async align(field: string, name: string): Promise<void> {
    const from = this.merge.from ?? {};
    await this.setMerge({ from: { ...from, [field]: [...(from[field] ?? []), name] } });
  }

  async readAgain(): Promise<void> {
    await this.#open();
  }

  stopReading(): void {
    this.#opening?.abort();
  }

  async #open(sources: Source[] = this.sources): Promise<void> {
    this.#opening?.abort();
    const stop = new AbortController();
    this.#opening = stop;
    const before = this.sources;
    this.sources = sources;
    this.reading = { status: 'busy', done: 0, total: sources.reduce((sum, source) => sum + source.blob.size, 0) };
    try {
      const view = await calls.openData(
        sources,
        $state.snapshot(this.#read) as ReadChoices,
        $state.snapshot(this.merge) as MergeChoices,
        {
          signal: stop.signal,
          onEvent: (event) => {
            this.#runs.onEvent(event);
            if (this.#opening !== stop || this.reading.status !== 'busy') return;
            const { done, total } = this.reading;
            if (event.type === 'estimate') this.reading = { status: 'busy', done, total, estimate: event };
            else if (event.type === 'progress' && event.unit === 'bytes') {
              this.reading = { ...this.reading, done: event.done, total: event.total };
            }
          },
        },
      );
      if (this.#opening !== stop) return;
      this.view = view;
      const errors = view.failed.map(({ id, code, params }) => ({ id, error: new AppError(code, params) }));
      this.reading = errors.length > 0 ? { status: 'failed', errors } : { status: 'idle' };
      for (const { error } of errors) this.#note('read', error.code, error.params, 'error');
      this.#takeWanted();
      for (const { name: file, rows, columns } of view.files) {
        this.#note('read', 'read.done', { file, rows, columns: columns.length });
      }
      if (view.files.length > 1) this.#note('merge', 'merge.done', { rows: view.rows, duplicates: view.duplicates });
    } catch (error) {
      if (this.#opening !== stop) return;
      if (isStopped(error)) {
        this.sources = before;
        this.reading = { status: 'idle' };
      } else {
        const known = asAppError(error);
        const { file }: { file?: unknown } = known.params;
        const id = sources.find(({ name }) => name === file)?.id ?? null;
        this.reading = { status: 'failed', errors: [{ id, error: known }] };
        this.#note('read', known.code, known.params, 'error');
      }
    }
  }

  /** Writes a line of the log. */
  #note<C extends Code>(stage: Stage, code: C, params: Params<C>, level: Level = 'note'): void {
    this.#runs.onEvent({ type: 'log', at: Date.now(), stage, level, code, params: params as Params<Code> });
  }

  /** Asks the worker what may spoil the model as it is planned; the newest question wins. */
  async lookForWarnings(): Promise<void> {
    const asked = ++this.#asked;
    const { target, decidedTask, plan, view } = this;
    if (!view || !target || !decidedTask || !plan.fields) {
      this.warnings = [];
      return;
    }
    try {
      const found = await calls.warnings(target.name, decidedTask, $state.snapshot(plan.fields) as FieldSpec[]);
      if (asked === this.#asked) this.warnings = found;
    } catch (error) {
      if (asked === this.#asked && !isStopped(error)) this.warnings = [];
    }
  }
}

/** The kinds that a plan says. */
function fieldKinds(specs: readonly FieldSpec[]): Record<string, Kind> {
  return Object.fromEntries(specs.flatMap(({ name, kind }): [string, Kind][] => (kind ? [[name, kind]] : [])));
}

function withoutUndefined<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}
