import { SaxesParser } from "saxes";
import { problem, sourceName } from "../../core/problem.ts";
import { peek } from "../bytes.ts";
import { type FormatOptions, type Found, memberOf, type Source } from "./context.ts";
import { fragmentText } from "./html.ts";
import { dayOf } from "./metadata.ts";

/** RSS and Atom: an item an article. Read as it comes; entities of its own a document cannot define here. */

const ITEMS = new Set(["item", "entry"]);
const FIELDS: Readonly<Record<string, "title" | "date" | "id" | "url" | "full" | "brief">> = {
  title: "title",
  pubDate: "date",
  published: "date",
  updated: "date",
  "dc:date": "date",
  guid: "id",
  id: "id",
  link: "url",
  "content:encoded": "full",
  content: "full",
  description: "brief",
  summary: "brief",
};

export async function* feed(source: Source, options: FormatOptions): AsyncGenerator<Found> {
  const where = sourceName(source);
  const { head, rest } = await peek(source.bytes, 256);
  const declared = /encoding=["'](?<name>[\w-]+)["']/u.exec(Buffer.from(head).toString("latin1"))?.groups?.["name"];
  const decoder = new TextDecoder(known(declared ?? source.charset) ?? "utf-8");
  const parser = new SaxesParser();
  const found: Found[] = [];
  let count = 0;
  let item: Record<string, string> | undefined;
  let field: string | undefined;
  let depth = 0;
  let size = 0;
  let failure: Error | undefined;
  parser.on("opentag", ({ name, attributes }) => {
    if (item === undefined) {
      if (ITEMS.has(name)) item = {};
      size = 0;
      return;
    }
    depth++;
    if (depth === 1) field = FIELDS[name];
    if (depth === 1 && name === "link" && typeof attributes["href"] === "string" && (attributes["rel"] ?? "alternate") === "alternate") item["url"] = attributes["href"];
  });
  const take = (text: string): void => {
    if (item === undefined || field === undefined) return;
    size += text.length;
    if (size <= options.maxArticleBytes) item[field] = (item[field] ?? "") + text;
  };
  parser.on("text", take);
  parser.on("cdata", take);
  parser.on("closetag", ({ name }) => {
    if (item === undefined) return;
    if (depth > 0) {
      depth--;
      if (depth === 0) field = undefined;
      return;
    }
    if (!ITEMS.has(name)) return;
    count++;
    found.push(articleOf(item, String(count), source));
    item = undefined;
  });
  parser.on("error", (error) => {
    failure ??= error;
  });
  for await (const chunk of rest) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield* found.splice(0);
    if (failure) break;
  }
  if (!failure) parser.close();
  yield* found.splice(0);
  if (failure) yield problem("E420", `no valid XML: ${(failure as Error).message}`, { where, hint: count > 0 ? `items before it were read: ${count}` : "RSS and Atom are read" });
  else if (count === 0) yield problem("E421", "XML without articles", { where, hint: "RSS and Atom feeds are read" });
}

function articleOf(item: Readonly<Record<string, string>>, place: string, source: Source): Found {
  const text = fragmentText(item["full"] ?? item["brief"] ?? "");
  const title = fragmentText(item["title"] ?? "");
  const url = item["url"]?.trim();
  const published = dayOf(item["date"]);
  return {
    path: source.path,
    member: memberOf(source, item["id"]?.trim() || place),
    text: text || title,
    ...(title === "" ? {} : { title }),
    ...(url ? { url } : {}),
    ...(published === undefined ? {} : { published }),
  };
}

function known(label: string | undefined): string | undefined {
  try {
    return label === undefined ? undefined : new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}
