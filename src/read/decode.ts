import { type Problem, problem } from "../core/problem.ts";

/** Bytes → text: byte order mark, strict UTF-8, then what the bytes look like, then what was declared. Declarations are often wrong, bytes never. */

export interface Decoded {
  readonly text?: string;
  readonly encoding?: string;
  readonly problems: readonly Problem[];
}

const SAMPLE_BYTES = 65_536;
const MIN_CONFIDENCE = 20; // of chardet's 100; below it the guess is noise
const MAX_CONTROL_SHARE = 0.02; // control bytes in text: form feeds and the like, no more
/** Single-byte sets that a detector confuses; Arabic text decides between them. The third has the letters of the second and further signs. */
const ARABIC_SETS = ["windows-1256", "iso-8859-6", "x-mac-arabic"] as const;
/** What no text has: undefined bytes, and the controls of the upper half. */
const FLAW = /[\u0080-\u0084\u0086-\u009f\ufffd]/u;

/** @param declared - the charset that the transport or the file claims */
export async function decode(bytes: Uint8Array, where: string, declared?: string): Promise<Decoded> {
  const bom = byMark(bytes);
  if (bom) return checked(new TextDecoder(bom).decode(bytes), bom, where);
  const wide = wideEncoding(bytes);
  if (wide) return checked(new TextDecoder(wide).decode(bytes), wide, where);
  if (looksBinary(bytes)) return { problems: [problem("E403", "binary file, not text", { where, hint: "give a text file; what a file holds is told by its content, not its name" })] };
  try {
    return checked(new TextDecoder("utf-8", { fatal: true }).decode(bytes), "utf-8", where);
  } catch {
    return legacy(bytes, where, declared ?? declaredIn(bytes));
  }
}

function byMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

/** UTF-16 without a mark: every second byte comes from a handful of values (0x00 for Latin, 0x06 for Arabic). */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const length = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  if (length < 4 || bytes.length % 2 !== 0) return undefined;
  const high = { even: 0, odd: 0 };
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0x00 || bytes[i] === 0x06) high.even++;
    if (bytes[i + 1] === 0x00 || bytes[i + 1] === 0x06) high.odd++;
  }
  const pairs = length / 2;
  if (high.odd > pairs * 0.9 && high.even < pairs * 0.3) return "utf-16le";
  if (high.even > pairs * 0.9 && high.odd < pairs * 0.3) return "utf-16be";
  return undefined;
}

function looksBinary(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, SAMPLE_BYTES);
  let control = 0;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] as number;
    if (byte === 0) return true;
    if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b)) control++;
  }
  return control > length * MAX_CONTROL_SHARE;
}

/** Not UTF-8: a declared or detected legacy set. The libraries load only here. */
async function legacy(bytes: Uint8Array, where: string, declared: string | undefined): Promise<Decoded> {
  const [{ default: chardet }, { charsets: iconv }] = await Promise.all([import("chardet"), import("./charsets.ts")]);
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const arabic = ARABIC_SETS.map((encoding) => ({ encoding, text: iconv.decode(Buffer.from(bytes), encoding) })).filter(({ text }) => readsAsArabic(text));
  const best = arabic.find(({ text }) => !FLAW.test(text)) ?? arabic[0];
  if (best) return checked(best.text, best.encoding, where);
  const [guess] = chardet.analyse(sample);
  const guessed = guess && guess.confidence >= MIN_CONFIDENCE && iconv.encodingExists(guess.name) ? guess : undefined;
  // Servers and editors declare a Western set when they know none.
  const doubted = declared !== undefined && WESTERN.test(declared) && (guessed?.confidence ?? 0) >= SURE;
  if (declared !== undefined && !doubted && iconv.encodingExists(declared) && !UNICODE.test(declared)) {
    const text = iconv.decode(Buffer.from(bytes), declared);
    if (!text.includes("\ufffd")) return checked(text, declared.toLowerCase(), where);
  }
  if (guessed) return checked(iconv.decode(Buffer.from(bytes), guessed.name), guessed.name.toLowerCase(), where);
  return { problems: [problem("E405", "not valid UTF-8, and no other encoding was recognized", { where, hint: "convert it first, for example: iconv -f windows-1256 -t utf-8" })] };
}

const SURE = 50; // of chardet's 100
const WESTERN = /^(?:iso-?8859-?15?|latin-?1|windows-?1252|cp1252|us-?ascii)$/iu;
const UNICODE = /^(?:utf|ucs|unicode)/iu;
const DECLARATION_BYTES = 2048;

/** `<meta charset>`, `<meta http-equiv>` or the XML declaration. */
function declaredIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString("latin1");
  return /(?:<meta[^>]+charset=|<\?xml[^>]+encoding=)["']?(?<name>[\w-]+)/iu.exec(head)?.groups?.["name"];
}

const MAX_FOREIGN = 0.05;
const LETTERS_PER_PARTICLE = 160;
const ARABIC_PARTICLES = /(?:^|\s)(?:في|من|على|إلى|الى|عن|مع|أن|التي|الذي)(?=\s)/gu;

/** Real Arabic has its particles between spaces; another set's bytes read as Arabic have not. */
function readsAsArabic(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const arabic = sample.match(/\p{Script=Arabic}/gu)?.length ?? 0;
  const particles = sample.match(ARABIC_PARTICLES)?.length ?? 0;
  const foreign = sample.match(/[^\p{Script=Arabic}\p{ASCII}\u00a0،؛؟٪ـ«»–—‘’“”…\u200c-\u200f]/gu)?.length ?? 0;
  return foreign <= arabic * MAX_FOREIGN && particles >= Math.max(1, arabic / LETTERS_PER_PARTICLE);
}

function checked(text: string, encoding: string, where: string): Decoded {
  if (text.includes("\u0000")) return { problems: [problem("E403", "contains NUL characters: binary, or damaged", { where, hint: "remove them, for example: tr -d '\\000'" })] };
  const damaged = text.match(/\ufffd/gu)?.length ?? 0;
  const clean = text.startsWith("\ufeff") ? text.slice(1) : text;
  return { text: clean, encoding, problems: damaged > 0 ? [problem("W406", `${damaged} damaged character${damaged === 1 ? "" : "s"} (U+FFFD)`, { where, hint: "the rest was read" })] : [] };
}
