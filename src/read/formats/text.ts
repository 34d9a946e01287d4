import { type Problem, sourceName } from "../../core/problem.ts";
import { drain } from "../bytes.ts";
import { decode } from "../decode.ts";
import type { FormatOptions, Found, Source } from "./context.ts";

/** Plain text and Markdown: one article, whole. */
export async function* text(source: Source, options: FormatOptions): AsyncGenerator<Found> {
  const decoded = await decodedText(source, options);
  for (const fault of decoded.problems) yield fault;
  if (decoded.text !== undefined) yield { path: source.path, ...(source.member === undefined ? {} : { member: source.member }), text: decoded.text };
}

/** The text of one document, within the limit. */
export async function decodedText(source: Source, options: FormatOptions): Promise<{ readonly text?: string; readonly problems: readonly Problem[] }> {
  const bytes = await drain(source.bytes, options.maxArticleBytes);
  const where = sourceName(source);
  if ("code" in bytes) return { problems: [{ ...bytes, where }] };
  return decode(bytes, where, source.charset);
}
