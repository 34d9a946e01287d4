import { sourceName } from "../../core/problem.ts";
import { drain, empty } from "../bytes.ts";
import type { FormatOptions, Found, Page, Source } from "./context.ts";

/** A web page as it came; its article is found later, see html.ts. */
export async function* page({ path, member, charset, bytes }: Source, options: FormatOptions): AsyncGenerator<Found | Page> {
  const where = sourceName({ path, ...(member === undefined ? {} : { member }) });
  const content = await drain(bytes, options.maxArticleBytes);
  if ("code" in content) yield { ...content, where };
  else if (content.length === 0) yield empty(where);
  else yield { path, ...(member === undefined ? {} : { member }), ...(charset === undefined ? {} : { charset }), page: content };
}
