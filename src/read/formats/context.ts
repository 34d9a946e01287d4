import { type Problem, sourceName } from "../../core/problem.ts";
import type { RawDocument } from "../../core/types.ts";
import { type Bytes, drain, tooLong } from "../bytes.ts";

/** What every format's reader is given, and gives. */

export interface Fields {
  readonly text?: string;
  readonly title?: string;
  readonly date?: string;
  readonly id?: string;
  readonly url?: string;
}

export interface Source {
  /** The file, as named on the command line; "-" for standard input. */
  readonly path: string;
  /** The inner document's name, where the file holds several. */
  readonly member?: string;
  /** What the content would be called without its wrapper: "news.csv" in news.csv.gz. */
  readonly name?: string;
  readonly bytes: Bytes;
  /** Charset that the transport declared. */
  readonly charset?: string;
}

export interface FormatOptions {
  readonly maxArticleBytes: number;
  readonly fields: Fields;
}

/** A document without its digest, or what is wrong with one. */
export type Found = RawDocument | Problem;

/** A web page whose article is still to be found in it: that takes longer than all other reading, so workers do it. */
export interface Page {
  readonly path: string;
  readonly member?: string;
  readonly url?: string;
  readonly charset?: string;
  readonly page: Uint8Array;
}

export type Reader = (source: Source, options: FormatOptions) => AsyncGenerator<Found | Page>;

/** The name of a document inside a source that may itself be inside a file. */
export const memberOf = (source: Pick<Source, "member">, inner: string): string => (source.member === undefined ? inner : `${source.member}#${inner}`);

/** An article of a source: what is not told is left out. `inner` is its name where the source holds several. */
export function articleOf(
  source: Pick<Source, "path" | "member">,
  text: string,
  told: { readonly inner?: string | undefined; readonly title?: string | undefined; readonly url?: string | undefined; readonly published?: string | undefined } = {},
): RawDocument {
  const member = told.inner === undefined ? source.member : memberOf(source, told.inner);
  return {
    path: source.path,
    ...(member === undefined ? {} : { member }),
    text,
    ...(told.title ? { title: told.title } : {}),
    ...(told.url ? { url: told.url } : {}),
    ...(told.published === undefined ? {} : { published: told.published }),
  };
}

/** All bytes of a source, or a problem that names it where they pass the limit. */
export async function contentOf(source: Source, limit: number): Promise<Uint8Array | Problem> {
  const content = await drain(source.bytes, limit);
  return "code" in content ? { ...content, where: sourceName(source) } : content;
}

/** Files with pictures, fonts and styles may be this many times as long as the longest article. */
export const LARGER_THAN_TEXT = 20;

/** A document whose file was short enough, and whose text is not. */
export const tooLongText = (limit: number): Problem => tooLong(limit);
