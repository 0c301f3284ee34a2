import type { Attribute, ElementType, Initializer, Node, Port } from './proto.ts';

/** A graph that is put together from the inputs on; every method gives the name of what it added. */
export class Graph {
  readonly nodes: Node[] = [];
  readonly initializers: Initializer[] = [];
  readonly inputs: Port[] = [];
  readonly outputs: Port[] = [];

  /** Adds an input of rows x 1. */
  input(name: string, type: ElementType): string {
    this.inputs.push({ name, type, columns: 1 });
    return name;
  }

  /** Adds an operation with one output. */
  add(
    op: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute> = {},
    domain: Node['domain'] = '',
  ): string {
    const output = `:${this.nodes.length}`;
    this.nodes.push({ op, inputs, outputs: [output], attributes, domain });
    return output;
  }

  /** Adds a constant. */
  constant(dims: readonly number[], data: Initializer['data']): string {
    const name = `:c${this.initializers.length}`;
    this.initializers.push({ name, dims, data });
    return name;
  }

  /** Adds a constant row of doubles. */
  double(values: readonly number[]): string {
    return this.constant([1, values.length], Float64Array.from(values));
  }

  /** Adds a constant row of whole numbers. */
  int64(values: readonly bigint[]): string {
    return this.constant([1, values.length], BigInt64Array.from(values));
  }

  /** Names a value as an output, rows x columns. */
  output(name: string, value: string, type: ElementType, columns: number): void {
    this.nodes.push({ op: 'Identity', inputs: [value], outputs: [name] });
    this.outputs.push({ name, type, columns });
  }
}
