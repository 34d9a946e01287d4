import PostalMime from "postal-mime";
import { problem, sourceName } from "../../core/problem.ts";
import { drain, lines } from "../bytes.ts";
import { type FormatOptions, type Found, memberOf, type Source } from "./context.ts";
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
    const long = size > options.maxArticleBytes;
    message = [];
    size = 0;
    number++;
    return long ? problem("E409", "message is too long; skipped", { where: `${sourceName(source)}:${number}`, hint: "raise --max-article" }) : messageOf(whole, String(number), source);
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
    const text = message.text?.trim() ? message.text : fragmentText(message.html ?? "");
    const published = dayOf(message.date);
    const named = place === undefined ? source.member : memberOf(source, message.messageId ?? place);
    return {
      path: source.path,
      ...(named === undefined ? {} : { member: named }),
      text,
      ...(message.subject ? { title: message.subject } : {}),
      ...(published === undefined ? {} : { published }),
    };
  } catch (error) {
    return problem("E422", `no readable message: ${(error as Error).message}`, { where });
  }
}
