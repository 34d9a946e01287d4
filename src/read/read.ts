import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { type Problem, problem } from "../core/problem.ts";
import type { RawDocument } from "../core/types.ts";
import { decode } from "./decode.ts";
import { type SourceRef, unreadable } from "./discover.ts";

/** Stage 3: a source → its document, or what is wrong with it. */

export interface ReadOptions {
  /** Longest article, in bytes; longer ones are reported and skipped. */
  readonly maxArticleBytes: number;
  /** Opens standard input; not called where it is not read, since opening it takes time. */
  readonly stdin: () => AsyncIterable<Uint8Array | string>;
}

export interface ReadResult {
  readonly document?: RawDocument;
  readonly problems: readonly Problem[];
}

/** Name that standard input goes by in records and messages. */
export const STDIN_NAME = "-";

export async function read(ref: SourceRef, options: ReadOptions): Promise<ReadResult> {
  const where = ref.kind === "stdin" ? STDIN_NAME : ref.path;
  const bytes = ref.kind === "stdin" ? await drain(options.stdin(), options.maxArticleBytes) : load(ref.path, options.maxArticleBytes);
  if ("code" in bytes) return { problems: [{ ...bytes, where }] };
  if (bytes.length === 0) return { problems: [problem("E404", "empty: nothing to read", { where })] };
  const { text, problems } = await decode(bytes, where);
  if (text === undefined) return { problems };
  if (text.trim() === "") return { problems: [...problems, problem("E404", "blank: nothing but white space", { where })] };
  return { document: { path: where, text, sha256: createHash("sha256").update(bytes).digest("hex") }, problems };
}

const tooLong = (limit: number, size?: number): Problem =>
  problem("E409", `article is too long${size === undefined ? "" : ` (${(size / 1e6).toFixed(1)} MB)`}; the limit is ${limit / 1e6} MB; skipped`, { hint: "raise --max-article, or split the file" });

// Synchronous: one article at a time is read and worked on, and waiting for a promise costs more than the read.
function load(path: string, limit: number): Uint8Array | Problem {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const { size } = fstatSync(file);
    if (size > limit) return tooLong(limit, size);
    return readFileSync(file);
  } catch (error) {
    return unreadable(path, error as NodeJS.ErrnoException);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

async function drain(stream: AsyncIterable<Uint8Array | string>, limit: number): Promise<Uint8Array | Problem> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > limit) return tooLong(limit);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
