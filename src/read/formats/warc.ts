import { WARCParser } from "warcio";
import { problem, sourceName } from "../../core/problem.ts";
import { drain, once, webStream } from "../bytes.ts";
import { type FormatOptions, type Found, memberOf, type Page, type Source } from "./context.ts";
import { page } from "./page.ts";
import { text } from "./text.ts";

/** Web archives, record by record: pages and plain texts that a server answered with; all else is passed over. */

const KINDS = new Set(["response", "resource", "conversion"]);

export async function* warc(source: Source, options: FormatOptions): AsyncGenerator<Found | Page> {
  let count = 0;
  try {
    for await (const record of new WARCParser(webStream(source.bytes))) {
      count++;
      if (!KINDS.has(record.warcType ?? "")) continue;
      const status = Number(record.httpHeaders?.statusCode ?? 200);
      const type = record.httpHeaders?.headers.get("content-type") ?? record.warcContentType ?? "";
      const reader = /\bhtml\b/iu.test(type) ? page : /^text\/plain\b/iu.test(type) ? text : undefined;
      if (!reader || status >= 300) continue;
      const url = record.warcTargetURI ?? undefined;
      const charset = /charset=["']?(?<name>[\w-]+)/iu.exec(type)?.groups?.["name"];
      const member = memberOf(source, url ?? String(count));
      const bytes = await drain(record, options.maxArticleBytes);
      if ("code" in bytes) {
        yield { ...bytes, where: sourceName({ path: source.path, member }) };
        continue;
      }
      for await (const found of reader({ path: source.path, member, bytes: once(bytes), ...(charset === undefined ? {} : { charset }) }, options))
        yield "code" in found || url === undefined ? found : { url, ...found };
    }
  } catch (error) {
    yield problem("E423", `the archive breaks after record ${count}: ${(error as Error).message}`, { where: sourceName(source), hint: "the records before it were read" });
  }
}
