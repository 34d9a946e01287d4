import { sourceName } from "../../core/problem.ts";
import { empty } from "../bytes.ts";
import { contentOf, type FormatOptions, type Found, type Page, type Source } from "./context.ts";

/** A web page as it came; its article is found later, see html.ts. */
export async function* page(source: Source, options: FormatOptions): AsyncGenerator<Found | Page> {
  const { path, member, charset } = source;
  const content = await contentOf(source, options.maxArticleBytes);
  if ("code" in content) yield content;
  else if (content.length === 0) yield empty(sourceName(source));
  else yield { path, ...(member === undefined ? {} : { member }), ...(charset === undefined ? {} : { charset }), page: content };
}
