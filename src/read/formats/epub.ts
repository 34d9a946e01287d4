import { posix } from "node:path";
import { parseHTML } from "linkedom";
import { problem, sourceName } from "../../core/problem.ts";
import { drain } from "../bytes.ts";
import { decode } from "../decode.ts";
import { membersOf } from "../zip.ts";
import { articleOf, contentOf, type FormatOptions, type Found, LARGER_THAN_TEXT, memberOf, type Source } from "./context.ts";
import { fragmentText } from "./html.ts";

/** EPUB: each part of the book an article, in the order of reading. */

const CONTAINER = "META-INF/container.xml";

export async function* epub(source: Source, options: FormatOptions): AsyncGenerator<Found> {
  const where = sourceName(source);
  const bytes = await contentOf(source, options.maxArticleBytes * LARGER_THAN_TEXT);
  if ("code" in bytes) {
    yield bytes;
    return;
  }
  try {
    const archive = Buffer.from(bytes);
    const small = new Map<string, string>();
    for await (const member of membersOf(archive)) {
      if (member.name !== CONTAINER && !member.name.endsWith(".opf")) continue;
      const content = await drain(await member.open(), options.maxArticleBytes);
      if (!("code" in content)) small.set(member.name, (await decode(content, where)).text ?? "");
    }
    const packages = elements(small.get(CONTAINER) ?? "", "rootfile").map((rootfile) => rootfile.getAttribute("full-path") ?? "");
    const name = packages.find((path) => small.has(path)) ?? [...small.keys()].find((path) => path.endsWith(".opf"));
    if (name === undefined) {
      yield problem("E415", "cannot be read as EPUB: it has no package document", { where, hint: "is the file whole?" });
      return;
    }
    const order = spine(small.get(name) ?? "", posix.dirname(name));
    const parts = new Map<string, Found>();
    for await (const member of membersOf(archive)) {
      if (!order.includes(member.name)) continue;
      const inner = { ...source, member: memberOf(source, member.name) };
      const content = await drain(await member.open(), options.maxArticleBytes);
      if ("code" in content) {
        parts.set(member.name, { ...content, where: sourceName(inner) });
        continue;
      }
      const { text: markup, problems } = await decode(content, sourceName(inner));
      if (markup === undefined) parts.set(member.name, problems[0] as Found);
      else {
        const body = /<body\b[^>]*>(?<body>[\s\S]*?)(?:<\/body>|$)/iu.exec(markup)?.groups?.["body"] ?? markup;
        const text = fragmentText(body, sourceName(inner));
        const title = elements(markup, "title")[0]?.textContent?.trim();
        // Covers and tables of contents are no articles.
        if (typeof text !== "string") parts.set(member.name, text);
        else if (text !== "") parts.set(member.name, articleOf(inner, text, { title }));
      }
    }
    for (const member of order) {
      const part = parts.get(member);
      if (part) yield part;
    }
  } catch (error) {
    yield problem("E415", `cannot be read as EPUB: ${(error as Error).message}`, { where, hint: "is the file whole?" });
  }
}

/** Paths of the parts, in the order of reading. */
function spine(opf: string, folder: string): string[] {
  const items = new Map(elements(opf, "item").map((item) => [item.getAttribute("id"), item.getAttribute("href")]));
  return elements(opf, "itemref").flatMap((itemref) => {
    const href = items.get(itemref.getAttribute("idref"));
    return href ? [posix.normalize(posix.join(folder, decodeURIComponent(href)))] : [];
  });
}

/** Elements of a small XML document; as HTML, since prefixes and declarations differ from book to book. */
const elements = (xml: string, name: string): { getAttribute(name: string): string | null; textContent: string | null }[] => [
  ...parseHTML(`<!doctype html><html><body>${xml.replace(/<\?xml[^>]*\?>/u, "").replace(/(?<slash><\/?)opf:/gu, "$<slash>")}</body></html>`).document.querySelectorAll(name),
];
