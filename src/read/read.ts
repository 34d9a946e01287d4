import { createHash } from "node:crypto";
import { closeSync, createReadStream, fstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { type Problem, problem, sourceName } from "../core/problem.ts";
import { once, tooLong } from "./bytes.ts";
import { type SourceRef, unreadable } from "./discover.ts";
import type { Fields, Found, Page } from "./formats/context.ts";
import { text } from "./formats/text.ts";
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
  /** Told of bytes of the input as they are read, wrapped as they are. */
  readonly onBytes?: (count: number) => void;
}

/** Name that standard input goes by in records and messages. */
export const STDIN_NAME = "-";

/** Documents come with `sha256`: that of their text in UTF-8, which for a plain UTF-8 file is the file's. */
export async function* read(ref: SourceRef, options: ReadOptions): AsyncGenerator<Found> {
  for await (const found of readPages(ref, options)) {
    if ("page" in found) yield* await parse(found);
    else yield found;
  }
}

/** What `read` gives, but for web pages: these come as they are, to be parsed by whoever has the time. */
export async function* readPages(ref: SourceRef, options: ReadOptions): AsyncGenerator<Found | Page> {
  const path = ref.kind === "stdin" ? STDIN_NAME : ref.path;
  const loaded = ref.kind === "file" ? load(path, options) : undefined;
  if (loaded && "code" in loaded) {
    yield { ...loaded, where: path };
    return;
  }
  const settings = { maxArticleBytes: options.maxArticleBytes, fields: options.fields ?? {}, ...(options.format === undefined ? {} : { format: options.format }) };
  if (loaded) options.onBytes?.(loaded.bytes.length);
  const source = { path, bytes: loaded ? once(loaded.bytes) : counted(ref.kind === "stdin" ? options.stdin() : createReadStream(path), options.onBytes) };
  const documents = loaded?.plain ? text(source, settings) : (await import("./unpack.ts")).unpack(source, settings, ref.kind === "file" ? path : undefined);
  for await (const found of documents) yield "page" in found ? found : finished(found, path);
}

/** What a web page comes to. */
export async function parse(page: Page): Promise<readonly Found[]> {
  try {
    const { articlesOf } = await import("./formats/html.ts");
    return (await articlesOf(page)).map((found) => finished(found, page.path));
  } catch (error) {
    return [problem("E425", `cannot be read: ${(error as Error).message}`, { where: sourceName(page), hint: "is the page whole?" })];
  }
}

function finished(found: Found, path: string): Found {
  if ("code" in found) return found;
  if (found.text.trim() === "") return problem("E404", "blank: nothing but white space", { where: sourceName({ ...found, path }) });
  return { ...found, sha256: createHash("sha256").update(found.text).digest("hex") };
}

/**
 * A file that is no longer than an article may be, whole; undefined where it is longer and no plain text, or has no size.
 * Synchronous: one article at a time is read and worked on, and waiting for a promise costs more than the read.
 */
function load(path: string, { maxArticleBytes: limit, format }: ReadOptions): { readonly bytes: Uint8Array; readonly plain: boolean } | Problem | undefined {
  let file: number | undefined;
  try {
    // A pipe is opened once only, as a stream.
    if (!statSync(path).isFile()) return undefined;
    file = openSync(path, "r");
    const { size } = fstatSync(file);
    const small = size <= limit;
    const bytes = small ? readFileSync(file) : headOf(file);
    const kind = sniff(bytes.subarray(0, HEAD_BYTES), path);
    const plain = "format" in kind && (format ?? kind.format) === "text";
    if (small) return { bytes, plain };
    return plain ? tooLong(limit, size) : undefined;
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

async function* counted(stream: AsyncIterable<Uint8Array | string>, tell: ReadOptions["onBytes"]): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    tell?.(bytes.length);
    yield bytes;
  }
}
