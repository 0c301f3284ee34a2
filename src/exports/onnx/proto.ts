import { BinaryWriter } from '@bufbuild/protobuf/wire';

// The parts of onnx.proto (version 1.16) that a model of ours needs, field numbers as there.

/** Element types of tensors. */
const types = { float: 1, int64: 7, string: 8, bool: 9, double: 11 } as const;
/** The type of a tensor's elements, by its name in ONNX. */
export type ElementType = keyof typeof types;

/** A constant of the graph. */
export interface Initializer {
  name: string;
  dims: readonly number[];
  /** float, double, int64, or texts. */
  data: Float32Array | Float64Array | BigInt64Array | readonly string[];
}

/** Attribute of a node, beside its inputs; numbers are integers, `{ float }` is one number with a fraction. */
export type Attribute =
  | number
  | string
  | readonly number[]
  | readonly string[]
  | { float: number }
  | { floats: readonly number[] }
  | { tensor: Initializer };

/** One operation. */
export interface Node {
  op: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes?: Readonly<Record<string, Attribute>>;
  /** '' = ONNX's own operators. */
  domain?: '' | 'ai.onnx.ml';
}

/** An input or output of the graph: rows x columns. */
export interface Port {
  name: string;
  type: ElementType;
  columns: number;
}

/** A whole model. */
export interface OnnxModel {
  name: string;
  doc: string;
  nodes: readonly Node[];
  initializers: readonly Initializer[];
  inputs: readonly Port[];
  outputs: readonly Port[];
  metadata: Readonly<Record<string, string>>;
}

/** Writes a model as the bytes of an `.onnx` file: IR 8, operators 17, ml operators 3. */
export function writeOnnx(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const graph = new BinaryWriter();
  for (const node of model.nodes) message(graph, 1, nodeBytes(node));
  graph.uint32(tag(2, 2)).string(model.name);
  for (const tensor of model.initializers) message(graph, 5, tensorBytes(tensor));
  graph.uint32(tag(10, 2)).string(model.doc);
  for (const port of model.inputs) message(graph, 11, portBytes(port));
  for (const port of model.outputs) message(graph, 12, portBytes(port));

  const file = new BinaryWriter();
  file.uint32(tag(1, 0)).int64(8);
  file.uint32(tag(2, 2)).string('intab');
  message(file, 7, graph.finish());
  message(file, 8, opset('', 17));
  message(file, 8, opset('ai.onnx.ml', 3));
  for (const [key, value] of Object.entries(model.metadata)) {
    message(file, 14, new BinaryWriter().uint32(tag(1, 2)).string(key).uint32(tag(2, 2)).string(value).finish());
  }
  return new Uint8Array(file.finish());
}

/** A field's number and how it is written: 0 = whole number, 1 = 8 bytes, 2 = bytes of a length, 5 = 4 bytes. */
function tag(field: number, wire: 0 | 1 | 2 | 5): number {
  return (field << 3) | wire;
}

function message(output: BinaryWriter, field: number, bytes: Uint8Array): void {
  output.uint32(tag(field, 2)).bytes(bytes);
}

function opset(domain: string, version: number): Uint8Array {
  return new BinaryWriter().uint32(tag(1, 2)).string(domain).uint32(tag(2, 0)).int64(version).finish();
}

function nodeBytes({ op, inputs, outputs, attributes = {}, domain = '' }: Node): Uint8Array {
  const node = new BinaryWriter();
  for (const name of inputs) node.uint32(tag(1, 2)).string(name);
  for (const name of outputs) node.uint32(tag(2, 2)).string(name);
  node.uint32(tag(3, 2)).string(`${op} ${outputs[0]}`);
  node.uint32(tag(4, 2)).string(op);
  for (const [name, value] of Object.entries(attributes)) message(node, 5, attributeBytes(name, value));
  if (domain) node.uint32(tag(7, 2)).string(domain);
  return node.finish();
}

function attributeBytes(name: string, value: Attribute): Uint8Array {
  const output = new BinaryWriter();
  output.uint32(tag(1, 2)).string(name);
  const kind = (type: number) => output.uint32(tag(20, 0)).int32(type).finish();
  if (typeof value === 'number') {
    output.uint32(tag(3, 0)).int64(value);
    return kind(2);
  }
  if (typeof value === 'string') {
    output.uint32(tag(4, 2)).bytes(utf8(value));
    return kind(3);
  }
  if ('float' in value) {
    output.uint32(tag(2, 5)).float(value.float);
    return kind(1);
  }
  if ('floats' in value) {
    for (const each of value.floats) output.uint32(tag(7, 5)).float(each);
    return kind(6);
  }
  if ('tensor' in value) {
    message(output, 5, tensorBytes(value.tensor));
    return kind(4);
  }
  const texts = typeof value[0] === 'string';
  for (const each of value) {
    if (typeof each === 'string') output.uint32(tag(9, 2)).bytes(utf8(each));
    else output.uint32(tag(8, 0)).int64(each);
  }
  return kind(texts ? 8 : 7);
}

function tensorBytes({ name, dims, data }: Initializer): Uint8Array {
  const tensor = new BinaryWriter();
  for (const dim of dims) tensor.uint32(tag(1, 0)).int64(dim);
  tensor.uint32(tag(2, 0)).int32(types[elementType(data)]);
  if (ArrayBuffer.isView(data)) {
    tensor.uint32(tag(8, 2)).string(name);
    // Every machine that runs this is little-endian, as raw data must be.
    tensor.uint32(tag(9, 2)).bytes(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  } else {
    for (const text of data as readonly string[]) tensor.uint32(tag(6, 2)).bytes(utf8(text));
    tensor.uint32(tag(8, 2)).string(name);
  }
  return tensor.finish();
}

function elementType(data: Initializer['data']): ElementType {
  if (data instanceof Float32Array) return 'float';
  if (data instanceof Float64Array) return 'double';
  return data instanceof BigInt64Array ? 'int64' : 'string';
}

function portBytes({ name, type, columns }: Port): Uint8Array {
  const rows = new BinaryWriter().uint32(tag(2, 2)).string('rows').finish();
  const width = new BinaryWriter().uint32(tag(1, 0)).int64(columns).finish();
  const shape = new BinaryWriter();
  message(shape, 1, rows);
  message(shape, 1, width);
  const tensor = new BinaryWriter().uint32(tag(1, 0)).int32(types[type]);
  message(tensor, 2, shape.finish());
  const kind = new BinaryWriter();
  message(kind, 1, tensor.finish());
  const port = new BinaryWriter().uint32(tag(1, 2)).string(name);
  message(port, 2, kind.finish());
  return port.finish();
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
