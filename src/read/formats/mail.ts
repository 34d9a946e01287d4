import PostalMime from "postal-mime";
import { problem, sourceName } from "../../core/problem.ts";
import { drain, lines, tooLong } from "../bytes.ts";
import { articleOf, type FormatOptions, type Found, type Source } from "./context.ts";
import { fragmentText } from "./html.ts";
import { dayOf } from "./metadata.ts";

/** Messages: one in a file (EML), or many (mbox). */

export async function* mail(source: Source, options: FormatOptions): AsyncGenerator<Found> {
  const bytes = await drain(source.bytes, options.maxArticleBytes);
  if ("code" in bytes) yield { ...bytes, where: sourceName(source) };
  else yield await messageOf(bytes, undefined, source);
}

const FROM = /^From \S/u;

export async function* mbox(source: Source, options: FormatOptions): AsyncGenerator<Found> {
  let message: Uint8Array[] = [];
  let size = 0;
  let number = 0;
  const flush = async (): Promise<Found | undefined> => {
    if (size === 0) return undefined;
    const whole = Buffer.concat(message);
    const long = size > options.maxArticleBytes ? tooLong(options.maxArticleBytes) : undefined;
    message = [];
    size = 0;
    number++;
    return long ? { ...long, where: `${sourceName(source)}:${number}` } : messageOf(whole, String(number), source);
  };
  for await (const { line } of lines(source.bytes, options.maxArticleBytes)) {
    if ("code" in line) {
      size = options.maxArticleBytes + 1;
      continue;
    }
    if (FROM.test(Buffer.from(line.subarray(0, 8)).toString("latin1"))) {
      const done = await flush();
      if (done) yield done;
      continue;
    }
    size += line.length + 1;
    if (size <= options.maxArticleBytes) message.push(line, Buffer.from("\n"));
  }
  const last = await flush();
  if (last) yield last;
}

async function messageOf(bytes: Uint8Array, place: string | undefined, source: Source): Promise<Found> {
  const where = place === undefined ? sourceName(source) : `${sourceName(source)}:${place}`;
  try {
    const message = await PostalMime.parse(bytes);
    const text = message.text?.trim() ? message.text : fragmentText(message.html ?? "", where);
    if (typeof text !== "string") return text;
    return articleOf(source, text, { inner: place === undefined ? undefined : (message.messageId ?? place), title: message.subject, published: dayOf(message.date) });
  } catch (error) {
    return problem("E422", `no readable message: ${(error as Error).message}`, { where });
  }
}
