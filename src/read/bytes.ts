import { type Duplex, pipeline, Readable } from "node:stream";
import { type Problem, problem } from "../core/problem.ts";

/** Streams of bytes, with a look ahead and a limit. */

export type Bytes = AsyncIterable<Uint8Array>;

/** The first bytes of a stream, and the stream with them put back. */
export async function peek(bytes: Bytes, count: number): Promise<{ readonly head: Uint8Array; readonly rest: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < count) {
    const { done, value } = await iterator.next();
    if (done) break;
    chunks.push(value);
    size += value.length;
  }
  const head = Buffer.concat(chunks);
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield head;
      for (;;) {
        const { done, value } = await iterator.next();
        if (done) return;
        yield value;
      }
    } finally {
      await iterator.return?.();
    }
  };
  return { head, rest: rest() };
}

/** All of a stream, or a problem where it is longer than the limit, in bytes. */
export async function drain(bytes: Bytes, limit: number): Promise<Uint8Array | Problem> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > limit) return tooLong(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export const tooLong = (limit: number, size?: number): Problem =>
  problem("E409", `article is too long${size === undefined ? "" : ` (${(size / 1e6).toFixed(1)} MB)`}; the limit is ${limit / 1e6} MB; skipped`, { hint: "raise --max-article, or split the file" });

export const NEWLINE = 0x0a;

/** Lines of a stream; one longer than the limit comes as a problem, and the next line follows. */
export async function* lines(bytes: Bytes, limit: number): AsyncGenerator<{ readonly number: number; readonly line: Uint8Array | Problem }> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let number = 0;
  const take = (): { readonly number: number; readonly line: Uint8Array | Problem } => {
    const line = size > limit ? tooLong(limit, size) : Buffer.concat(parts);
    parts = [];
    size = 0;
    return { number: ++number, line };
  };
  for await (const chunk of bytes) {
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      size += to - from;
      if (size <= limit) parts.push(chunk.subarray(from, to));
      yield take();
      from = to + 1;
    }
    size += chunk.length - from;
    if (size <= limit) parts.push(chunk.subarray(from));
    else parts = [];
  }
  if (size > 0) yield take();
}

export const empty = (where: string): Problem => problem("E404", "empty: nothing to read", { where });

/** A stream through a transform; an error on either side ends what is read. */
export function through(source: AsyncIterable<Uint8Array | string>, transform: Duplex): AsyncIterable<unknown> {
  return pipeline(Readable.from(source, { objectMode: false }), transform, () => undefined);
}

/** Bytes that are all there, as a stream. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A stream as the web has them. */
export function webStream(bytes: Bytes): ReadableStream<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
