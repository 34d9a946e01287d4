import { createGunzip } from "node:zlib";
import { type Problem, problem, sourceName } from "../core/problem.ts";
import { type Bytes, drain, empty, peek, through, webStream } from "./bytes.ts";
import { type FormatOptions, type Found, memberOf, type Page, type Reader, type Source } from "./formats/context.ts";
import { HEAD_BYTES, type InputFormat, type Kind, sniff, type Wrapper } from "./sniff.ts";

/** Any source → its documents: wrappers are taken off, one inside the other, and each content goes to its format's reader. */

export interface UnpackOptions extends FormatOptions {
  /** What the content is read as, whatever it looks like; wrappers are still told by their bytes. */
  readonly format?: InputFormat;
}

/** Enough to tell a wrapper by; where the format is given, no more is waited for. */
const WRAPPER_BYTES = 6;
/** Formats that no pipe gives bit by bit; two of them are zips inside. */
const WHOLE_FILES: readonly InputFormat[] = ["pdf", "docx", "epub"];
const MAX_DEPTH = 4;
/** A zip inside another container must be held whole. */
const MAX_INNER_ZIP = 100_000_000;

const readers: Readonly<Record<InputFormat, () => Promise<Reader>>> = {
  text: async () => (await import("./formats/text.ts")).text,
  html: async () => (await import("./formats/page.ts")).page,
  json: async () => (await import("./formats/json.ts")).json,
  jsonl: async () => (await import("./formats/json.ts")).jsonl,
  csv: async () => (await import("./formats/table.ts")).csv,
  tsv: async () => (await import("./formats/table.ts")).tsv,
  xml: async () => (await import("./formats/feed.ts")).feed,
  mail: async () => (await import("./formats/mail.ts")).mail,
  mbox: async () => (await import("./formats/mail.ts")).mbox,
  warc: async () => (await import("./formats/warc.ts")).warc,
  pdf: async () => (await import("./formats/pdf.ts")).pdf,
  docx: async () => (await import("./formats/docx.ts")).docx,
  epub: async () => (await import("./formats/epub.ts")).epub,
};

/** @param file - path of a file on disk that holds just these bytes; a zip is read from there */
export async function* unpack(source: Source, options: UnpackOptions, file?: string, depth = 0): AsyncGenerator<Found | Page> {
  const where = sourceName(source);
  try {
    const stream = options.format !== undefined && !WHOLE_FILES.includes(options.format) && !source.path.endsWith(".tar");
    const { head, rest } = await peek(source.bytes, stream ? WRAPPER_BYTES : HEAD_BYTES);
    if (head.length === 0) {
      yield empty(where);
      return;
    }
    const kind = sniff(head, source.name ?? source.member ?? source.path);
    const inner: Source = { ...source, bytes: rest };
    if ("wrapper" in kind) {
      if (depth >= MAX_DEPTH) yield problem("E424", `wrapped more than ${MAX_DEPTH} times; skipped`, { where, hint: "take it apart first" });
      else yield* opened(kind.wrapper, inner, options, file, depth + 1);
      return;
    }
    if ("foreign" in kind && options.format === undefined) {
      yield problem("E414", `${kind.foreign} is not read`, { where, hint: "convert it to text or HTML first" });
      return;
    }
    const format = options.format ?? (kind as Extract<Kind, { format: InputFormat }>).format;
    yield* (await readers[format]())(inner, options);
  } catch (error) {
    yield problem("E425", `cannot be read: ${(error as Error).message}`, { where, hint: "what stood before was read; is the file whole?" });
  }
}

async function* opened(wrapper: Wrapper, source: Source, options: UnpackOptions, file: string | undefined, depth: number): AsyncGenerator<Found | Page> {
  if (wrapper === "zip") yield* zipped(source, options, file, depth);
  else if (wrapper === "tar") yield* tarred(source, options, depth);
  else yield* unpack({ ...source, bytes: await plain(wrapper, source.bytes), name: (source.name ?? sourceName(source)).replace(/\.(?:gz|bz2|xz|zst)$/iu, "") }, options, undefined, depth);
}

async function plain(wrapper: Exclude<Wrapper, "zip" | "tar">, bytes: Bytes): Promise<Bytes> {
  if (wrapper === "gzip") return through(bytes, createGunzip()) as Bytes;
  if (wrapper === "bzip2") {
    const { default: unbzip2 } = await import("unbzip2-stream");
    return inflated(bytes, (give, fail) => {
      const stream = unbzip2().on("data", give).on("error", fail);
      return { push: (chunk) => void stream.write(Buffer.from(chunk)), end: () => void stream.end() };
    });
  }
  if (wrapper === "xz") {
    const xz = await import("xz-decompress");
    const { XzReadableStream } = "XzReadableStream" in xz ? xz : (xz as { default: typeof xz }).default; // a CommonJS package
    return new XzReadableStream(webStream(bytes)) as unknown as Bytes;
  }
  const { Decompress } = await import("fzstd");
  return inflated(bytes, (give) => {
    const stream = new Decompress(give);
    return { push: (chunk) => stream.push(chunk), end: () => stream.push(new Uint8Array(0), true) };
  });
}

/** Bytes given to a decompressor at once: what comes out of them is held, and may be thousands of times more. */
const SIP = 1024;

/** A decompressor that is pushed to and gives what it has, as a stream. */
async function* inflated(
  bytes: Bytes,
  open: (give: (chunk: Uint8Array) => void, fail: (error: Error) => void) => { readonly push: (chunk: Uint8Array) => void; readonly end: () => void },
): AsyncGenerator<Uint8Array> {
  const out: Uint8Array[] = [];
  let failure: Error | undefined;
  const decompressor = open(
    (chunk) => void out.push(chunk),
    (error) => {
      failure ??= error;
    },
  );
  for await (const chunk of bytes)
    for (let at = 0; at < chunk.length; at += SIP) {
      decompressor.push(chunk.subarray(at, at + SIP));
      if (failure) throw failure;
      yield* out.splice(0);
    }
  decompressor.end();
  if (failure) throw failure;
  yield* out.splice(0);
}

async function* tarred(source: Source, options: UnpackOptions, depth: number): AsyncGenerator<Found | Page> {
  const { createTarDecoder } = await import("modern-tar");
  for await (const entry of webStream(source.bytes).pipeThrough(createTarDecoder()) as unknown as AsyncIterable<{
    header: { name: string; type?: string };
    body: AsyncIterable<Uint8Array> & { cancel(): Promise<void> };
  }>) {
    const { name, type } = entry.header;
    const outside = escapes(name, source);
    if (outside) yield outside;
    if (outside || (type !== undefined && type !== "file")) {
      for await (const _ of entry.body); // the decoder goes on when a body was read
      continue;
    }
    // The body must be read to its end whatever its reader does.
    const body = entry.body[Symbol.asyncIterator]();
    const bytes: Bytes = { [Symbol.asyncIterator]: () => ({ next: () => body.next() }) };
    yield* unpack({ path: source.path, member: memberOf(source, name), bytes }, options, undefined, depth);
    for (let step = await body.next(); !step.done; step = await body.next());
  }
}

async function* zipped(source: Source, options: UnpackOptions, file: string | undefined, depth: number): AsyncGenerator<Found | Page> {
  const { membersOf } = await import("./zip.ts");
  for await (const member of membersOf(file ?? (await whole(source)))) {
    const inner = memberOf(source, member.name);
    const outside = escapes(member.name, source);
    if (outside) yield outside;
    else if (member.encrypted) yield problem("E426", "encrypted; skipped", { where: sourceName({ path: source.path, member: inner }) });
    else yield* unpack({ path: source.path, member: inner, bytes: await member.open() }, options, undefined, depth);
  }
}

async function whole(source: Source): Promise<Buffer> {
  const bytes = await drain(source.bytes, MAX_INNER_ZIP);
  if ("code" in bytes) throw new Error(`a zip that is not a file of its own may have ${MAX_INNER_ZIP / 1e6} MB`);
  return Buffer.from(bytes);
}

/** Nothing is written to disk, but a member that reaches outside its archive is never an article. */
function escapes(name: string, source: Source): Problem | undefined {
  if (!/^(?:[/\\]|[a-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)/iu.test(name)) return undefined;
  return problem("E427", "the member's name reaches outside the archive; skipped", { where: sourceName({ path: source.path, member: memberOf(source, name) }) });
}
