import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { type Problem, problem, sourceName } from "../../core/problem.ts";
import { decode } from "../decode.ts";
import { articleOf, type Found, type Page } from "./context.ts";
import { dayOf } from "./metadata.ts";

/** The little of a DOM that is needed here. */
interface Tree {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly lastChild: Tree | null;
  readonly previousSibling: Tree | null;
}

interface Markup {
  querySelector(selector: string): { getAttribute(name: string): string | null } | null;
  querySelectorAll(selector: string): Iterable<Tree>;
}

/** A web page: its main article by Readability, its date, title and address by what it says of itself. */
export async function articlesOf(page: Page): Promise<Found[]> {
  const where = sourceName(page);
  const { text, problems } = await decode(page.page, where, page.charset);
  return text === undefined ? [...problems] : [...problems, articleIn(text, page, where)];
}

/** @returns the document, or a problem where the page holds no article */
function articleIn(markup: string, page: Page, where: string): Found {
  try {
    if (opensTooMany(markup)) return tooDeep(where);
    const { document } = parseHTML(markup);
    if (isTooDeep(document.documentElement as unknown as Tree)) return tooDeep(where);
    const facts = factsOf(document as unknown as Markup);
    const article = new Readability(document as never, { keepClasses: false, serializer: (root) => root }).parse() as {
      content?: unknown;
      title?: string | null;
      publishedTime?: string | null;
    } | null;
    const body = article?.content ? textOf(article.content as Tree) : "";
    if (body === "") return problem("W416", "the page holds no article", { where, hint: "nothing but navigation, or its text is made by a script" });
    const title = facts.title ?? article?.title ?? undefined;
    const published = facts.published ?? dayOf(article?.publishedTime);
    return articleOf(page, body, { title, url: facts.url ?? page.url, published });
  } catch (error) {
    return problem("E415", `cannot be read as HTML: ${(error as Error).message}`, { where, hint: "is the page whole, and nested within reason?" });
  }
}

const tooDeep = (where: string): Problem => problem("E415", "elements nested deeper than people nest them; skipped", { where });

/** The text of a piece of HTML, such as a feed's item. */
export function fragmentText(markup: string, where: string): string | Problem {
  if (!markup.includes("<") && !markup.includes("&")) return markup.trim();
  if (opensTooMany(markup)) return tooDeep(where);
  return textOf(parseHTML(`<!doctype html><html><body>${markup}</body></html>`).document.body as unknown as Tree);
}

interface Facts {
  readonly title?: string;
  readonly published?: string;
  readonly url?: string;
}

/** JSON-LD first, then OpenGraph and other meta elements, then `<time>`. */
function factsOf(document: Markup): Facts {
  const linked = [...document.querySelectorAll('script[type="application/ld+json"]')].flatMap((script) => newsIn(parsed(script.textContent ?? "")));
  const meta = (...names: string[]): string | undefined => {
    for (const name of names) {
      const content = document.querySelector(`meta[property="${name}"], meta[name="${name}"], meta[itemprop="${name}"]`)?.getAttribute("content")?.trim();
      if (content) return content;
    }
    return undefined;
  };
  const told = <T>(of: (facts: Readonly<Record<string, unknown>>) => T | undefined): T | undefined => linked.map(of).find((value) => value !== undefined);
  const title = told((l) => stringOf(l["headline"])) ?? meta("og:title", "twitter:title");
  const published =
    told((l) => dayOf(l["datePublished"])) ??
    dayOf(meta("article:published_time", "og:published_time", "datePublished", "date", "pubdate", "DC.date", "dc.date.issued", "parsely-pub-date")) ??
    dayOf(document.querySelector("time[datetime]")?.getAttribute("datetime"));
  const url = document.querySelector('link[rel="canonical"]')?.getAttribute("href") ?? meta("og:url") ?? told((l) => stringOf(l["url"]));
  return { ...(title === undefined ? {} : { title }), ...(published === undefined ? {} : { published }), ...(url === undefined || url === "" ? {} : { url }) };
}

const stringOf = (value: unknown): string | undefined => (typeof value === "string" && value.trim() !== "" ? value.trim() : undefined);

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

/** Articles of a JSON-LD block, a list or a graph; two levels deep, as the format has it. */
function newsIn(value: unknown, depth = 0): Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return depth > 2 ? [] : value.flatMap((item) => newsIn(item, depth + 1));
  if (typeof value !== "object" || value === null) return [];
  const block = value as Readonly<Record<string, unknown>>;
  if ("@graph" in block && depth <= 2) return newsIn(block["@graph"], depth + 1);
  return /Article|BlogPosting|Report/u.test(JSON.stringify(block["@type"] ?? "")) ? [block] : [];
}

const BLOCKS = /^(?:ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|DD|DIV|DL|DT|FIGCAPTION|FIGURE|FOOTER|H[1-6]|HEADER|HR|LI|MAIN|NAV|OL|P|PRE|SECTION|TABLE|TD|TH|TR|UL)$/u;
const SILENT = /^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE|SVG|IFRAME)$/u;
const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

const MAX_NESTING = 600;
const MAX_OPEN = 5000;
/** Tags, but for those that need no end. */
const TAGS = /<(?<end>\/?)(?!(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|param|source|td|th|tr|track|wbr)\b)[a-z][^\s>/]*/giu;

/** A look at the markup before it is parsed, since parsing takes time with the square of the depth. */
function opensTooMany(markup: string): boolean {
  let open = 0;
  for (const tag of markup.matchAll(TAGS)) {
    open += tag.groups?.["end"] ? -1 : 1;
    if (open > MAX_OPEN) return true;
  }
  return false;
}

function isTooDeep(root: Tree | null): boolean {
  let level = root === null ? [] : [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_NESTING) return true;
    const next: Tree[] = [];
    for (const node of level) for (let child = node.lastChild; child; child = child.previousSibling) if (child.nodeType === ELEMENT_NODE) next.push(child);
    level = next;
  }
  return false;
}

/** Text of a tree, blocks as paragraphs; walked without recursion, since pages nest as deep as they like. */
function textOf(root: Tree): string {
  const parts: string[] = [];
  const stack: (Tree | string)[] = [root];
  while (stack.length > 0) {
    const node = stack.pop() as Tree | string;
    if (typeof node === "string") parts.push(node);
    else if (node.nodeType === TEXT_NODE) parts.push((node.textContent ?? "").replace(/\s+/gu, " "));
    else if (node.nodeType === ELEMENT_NODE) {
      const name = node.nodeName.toUpperCase();
      if (SILENT.test(name)) continue;
      if (name === "BR") parts.push("\n");
      const block = BLOCKS.test(name);
      if (block) parts.push("\n\n");
      if (block) stack.push("\n\n");
      for (let child = node.lastChild; child; child = child.previousSibling) stack.push(child);
    }
  }
  return parts
    .join("")
    .replace(/[ \t]*\n[ \t]*/gu, "\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
}
