import type { Duplex } from "node:stream";
import { type Problem, sourceName } from "../../core/problem.ts";
import { empty, NEWLINE, peek, through } from "../bytes.ts";
import { decode } from "../decode.ts";
import { articleOf, contentOf, type FormatOptions, type Found, type Source } from "./context.ts";

/** Plain text and Markdown: one article, whole. */
export async function* text(source: Source, options: FormatOptions): AsyncGenerator<Found> {
  const decoded = await decodedText(source, options);
  for (const fault of decoded.problems) yield fault;
  if (decoded.text !== undefined) yield articleOf(source, decoded.text);
}

/** The text of one document, within the limit. */
export async function decodedText(source: Source, options: FormatOptions): Promise<{ readonly text?: string; readonly problems: readonly Problem[] }> {
  const bytes = await contentOf(source, options.maxArticleBytes);
  const where = sourceName(source);
  if ("code" in bytes) return { problems: [bytes] };
  if (bytes.length === 0) return { problems: [empty(where)] };
  return decode(bytes, where, source.charset);
}

const START_BYTES = 65_536;

/** The text of a source of any length, as it comes; the charset by its start. */
export async function decodedChunks(source: Source): Promise<{ readonly start: string; readonly chunks?: AsyncIterable<string>; readonly problems: readonly Problem[] }> {
  const { head, rest } = await peek(source.bytes, START_BYTES);
  // Cut at a line's end, so that no character is halved.
  const whole = head.length < START_BYTES ? head : head.subarray(0, head.lastIndexOf(NEWLINE) + 1 || undefined);
  const { text: start, encoding = "utf-8", problems } = await decode(whole, sourceName(source), source.charset);
  if (start === undefined) return { start: "", problems };
  const { charsets } = await import("../charsets.ts");
  return { start, chunks: through(rest, charsets.decodeStream(encoding) as Duplex) as AsyncIterable<string>, problems };
}
