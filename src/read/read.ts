import { createHash } from "node:crypto";
import { closeSync, createReadStream, fstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { type Problem, problem } from "../core/problem.ts";
import type { RawDocument } from "../core/types.ts";
import { tooLong } from "./bytes.ts";
import { decode } from "./decode.ts";
import { type SourceRef, unreadable } from "./discover.ts";
import type { Fields, Found } from "./formats/context.ts";
import { HEAD_BYTES, type InputFormat, sniff } from "./sniff.ts";

/** Stage 3: a source → its documents, or what is wrong with them. */

export interface ReadOptions {
  /** Longest article, in bytes; longer ones are reported and skipped. */
  readonly maxArticleBytes: number;
  /** Opens standard input; not called where it is not read, since opening it takes time. */
  readonly stdin: () => AsyncIterable<Uint8Array | string>;
  /** Read every content as this format. */
  readonly format?: InputFormat;
  /** Where the article, its title and date stand in records and tables. */
  readonly fields?: Fields;
}

/** Name that standard input goes by in records and messages. */
export const STDIN_NAME = "-";

/** Documents come with `sha256`: that of their text in UTF-8, which for a plain UTF-8 file is the file's. */
export async function* read(ref: SourceRef, options: ReadOptions): AsyncGenerator<Found> {
  const path = ref.kind === "stdin" ? STDIN_NAME : ref.path;
  if (ref.kind === "file" && (options.format === undefined || options.format === "text")) {
    const simple = load(path, options);
    if (simple !== undefined) {
      yield* "code" in simple ? [{ ...simple, where: path }] : await plain(simple, path);
      return;
    }
  }
  const { unpack } = await import("./unpack.ts");
  const bytes = ref.kind === "stdin" ? asBytes(options.stdin()) : createReadStream(path);
  const settings = { maxArticleBytes: options.maxArticleBytes, fields: options.fields ?? {}, ...(options.format === undefined ? {} : { format: options.format }) };
  for await (const found of unpack({ path, bytes }, settings, ref.kind === "file" ? path : undefined)) yield "code" in found ? found : { ...found, sha256: digest(found.text) };
}

async function plain(bytes: Uint8Array, path: string): Promise<Found[]> {
  if (bytes.length === 0) return [problem("E404", "empty: nothing to read", { where: path })];
  const { text, encoding, problems } = await decode(bytes, path);
  if (text === undefined) return [...problems];
  if (text.trim() === "") return [...problems, problem("E404", "blank: nothing but white space", { where: path })];
  const document: RawDocument = { path, text, sha256: digest(encoding === "utf-8" && bytes[0] !== 0xef ? bytes : text) };
  return [...problems, document];
}

/**
 * A plain text file, whole; undefined where the file is something else, or no file that has a size.
 * Synchronous: one article at a time is read and worked on, and waiting for a promise costs more than the read.
 */
function load(path: string, { maxArticleBytes: limit, format }: ReadOptions): Uint8Array | Problem | undefined {
  let file: number | undefined;
  try {
    // A pipe is opened once only, as a stream.
    if (!statSync(path).isFile()) return undefined;
    file = openSync(path, "r");
    const info = fstatSync(file);
    const small = info.size <= limit;
    const bytes = small ? readFileSync(file) : headOf(file);
    const kind = sniff(bytes.subarray(0, HEAD_BYTES), path);
    if (!("format" in kind) || (format === undefined && kind.format !== "text")) return undefined;
    return small ? bytes : tooLong(limit, info.size);
  } catch (error) {
    return unreadable(path, error as NodeJS.ErrnoException);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function headOf(file: number): Uint8Array {
  const head = Buffer.alloc(HEAD_BYTES);
  return head.subarray(0, readSync(file, head, 0, HEAD_BYTES, 0));
}

async function* asBytes(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

const digest = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");
