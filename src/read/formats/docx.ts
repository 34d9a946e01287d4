import mammoth from "mammoth";
import { problem, sourceName } from "../../core/problem.ts";
import { membersOf } from "../zip.ts";
import { articleOf, contentOf, type FormatOptions, type Found, LARGER_THAN_TEXT, type Source, tooLongText } from "./context.ts";

/** DOCX: its paragraphs, in order. */
export async function* docx(source: Source, options: FormatOptions): AsyncGenerator<Found> {
  const where = sourceName(source);
  const limit = options.maxArticleBytes * LARGER_THAN_TEXT;
  const bytes = await contentOf(source, limit);
  if ("code" in bytes) {
    yield bytes;
    return;
  }
  try {
    // Unpacked once to know its size: the library unpacks whatever it is given.
    let size = 0;
    let isText = false;
    for await (const member of membersOf(Buffer.from(bytes))) {
      isText ||= member.name === "word/document.xml";
      for await (const chunk of await member.open()) {
        size += chunk.length;
        if (size > limit) {
          yield { ...tooLongText(limit), where };
          return;
        }
      }
    }
    if (!isText) {
      yield problem("E414", "an Office document that is no text (XLSX, PPTX) is not read", { where, hint: "save it as CSV or text first" });
      return;
    }
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
    const text = value.replace(/\n{3,}/gu, "\n\n").trim();
    if (text.length > options.maxArticleBytes) yield { ...tooLongText(options.maxArticleBytes), where };
    else yield articleOf(source, text);
  } catch (error) {
    yield problem("E415", `cannot be read as DOCX: ${(error as Error).message}`, { where, hint: "is the file whole?" });
  }
}
