/**
 * Two more operators at the end of a decoder: log-softmax and the most probable tokens. A decode loop then takes a few
 * numbers a row out of the runtime instead of the whole vocabulary (32,000 bytes a row for the embedded model, a
 * megabyte for NLLB), and leaves the arithmetic to vectorised code.
 *
 * The graph is not parsed. A serialised protobuf message that is continued by another one of its type is the two merged,
 * repeated fields put one after the other; so the operators are a message of their own, appended.
 * @module
 * @see https://protobuf.dev/programming-guides/encoding/#last-one-wins
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */

/** Names of what the head adds to a decoder. */
export const HEAD = {
  /** Input, int64 [1]: how many tokens of each row to give out. */
  count: 'newsglot.count',
  /** Output, float32 [rows, 1, count]: natural logarithms of their probabilities, largest first. */
  logProbabilities: 'newsglot.log_probabilities',
  /** Output, int64 [rows, 1, count]: their numbers; of two that are level the lower one first. */
  tokens: 'newsglot.tokens',
} as const;

/** A decoder (an ONNX model with an output `logits`) with the head on it. */
export function withScoringHead(decoder: Uint8Array): Uint8Array {
  const whole = new Uint8Array(decoder.length + HEAD_MODEL.length);
  whole.set(decoder);
  whole.set(HEAD_MODEL, decoder.length);
  return whole;
}

const [FLOAT, INT64] = [1, 7];
const [ATTRIBUTE_INT, LAST_AXIS] = [2, -1];
const ALL = 'newsglot.all_log_probabilities';

// Field numbers of onnx.proto.
const HEAD_MODEL = message([
  7, // graph
  message(
    [1, node('LogSoftmax', ['logits'], [ALL], { axis: LAST_AXIS })],
    [1, node('TopK', [ALL, HEAD.count], [HEAD.logProbabilities, HEAD.tokens], { axis: LAST_AXIS })],
    [11, valueInfo(HEAD.count, INT64, [1n])],
    [12, valueInfo(HEAD.logProbabilities, FLOAT)],
    [12, valueInfo(HEAD.tokens, INT64)],
  ),
]);

function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, number>>,
): Uint8Array {
  return message(
    ...inputs.map((name): Field => [1, name]),
    ...outputs.map((name): Field => [2, name]),
    [3, `newsglot.${operator}`],
    [4, operator],
    ...Object.entries(attributes).map(
      ([name, value]): Field => [5, message([1, name], [3, BigInt(value)], [20, BigInt(ATTRIBUTE_INT)])],
    ),
  );
}

function valueInfo(name: string, type: number, shape?: readonly bigint[]): Uint8Array {
  const dims = shape?.map((size): Field => [1, message([1, size])]);
  const tensor: Field[] = [[1, BigInt(type)]];
  if (dims) tensor.push([2, message(...dims)]);
  return message([1, name], [2, message([1, message(...tensor)])]);
}

/** A field of a message: a string, an integer, or a message. */
type Field = readonly [number: number, value: string | bigint | Uint8Array];

/** Serialises a message. */
function message(...fields: readonly Field[]): Uint8Array<ArrayBuffer> {
  const bytes = fields.flatMap(([number, value]) => {
    if (typeof value === 'bigint') return [...varint(BigInt(number << 3)), ...varint(value)];
    const content = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    return [...varint(BigInt((number << 3) | 2)), ...varint(BigInt(content.length)), ...content];
  });
  return Uint8Array.from(bytes);
}

/** Seven bits a byte, lowest first; negative integers as 64 bits of two's complement. */
function varint(value: bigint): number[] {
  const bytes: number[] = [];
  for (let left = BigInt.asUintN(64, value); ; left >>= 7n) {
    const low = Number(left & 0x7fn);
    if (left < 0x80n) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}
