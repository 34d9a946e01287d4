/** What bytes are: told by their content first, by their name where the content leaves it open. */

/** Formats that `--input-format` knows. */
export const INPUT_FORMATS = ["text", "html", "json", "jsonl", "csv", "tsv", "xml", "mail", "mbox", "warc", "pdf", "docx", "epub"] as const;

export type Wrapper = "gzip" | "bzip2" | "xz" | "zstd" | "zip" | "tar";
export type InputFormat = (typeof INPUT_FORMATS)[number];
/** "foreign": a format that is known and not read. */
export type Kind = { readonly wrapper: Wrapper } | { readonly format: InputFormat } | { readonly foreign: string };

/** Bytes that `sniff` wants to see. */
export const HEAD_BYTES = 4096;

const MAGIC: readonly (readonly [readonly number[], Kind])[] = [
  [[0x1f, 0x8b], { wrapper: "gzip" }],
  [[0x42, 0x5a, 0x68], { wrapper: "bzip2" }],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], { wrapper: "xz" }],
  [[0x28, 0xb5, 0x2f, 0xfd], { wrapper: "zstd" }],
  [[0x50, 0x4b, 0x03, 0x04], { wrapper: "zip" }],
  [[0x50, 0x4b, 0x05, 0x06], { wrapper: "zip" }],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], { format: "pdf" }],
  [[0xd0, 0xcf, 0x11, 0xe0], { foreign: "an old Microsoft Office file" }],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], { foreign: "RTF" }],
];
const TAR_MAGIC_AT = 257;
/** Documents that are zips inside, by the name of their first member. */
const ZIP_NAME_AT = 30;
const ZIPPED: readonly (readonly [RegExp, Kind])[] = [
  [/^mimetypeapplication\/epub/u, { format: "epub" }],
  [/^mimetypeapplication\/vnd\.oasis/u, { foreign: "OpenDocument" }],
  [/^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|word\/)/u, { format: "docx" }],
];

const BY_ENDING: Readonly<Record<string, InputFormat>> = {
  txt: "text",
  text: "text",
  md: "text",
  html: "html",
  htm: "html",
  xhtml: "html",
  json: "json",
  jsonl: "jsonl",
  ndjson: "jsonl",
  csv: "csv",
  tsv: "tsv",
  xml: "xml",
  rss: "xml",
  atom: "xml",
  eml: "mail",
  mbox: "mbox",
  warc: "warc",
  pdf: "pdf",
  docx: "docx",
  epub: "epub",
};
const WRAPPED_ENDINGS = ["gz", "tgz", "bz2", "xz", "zst", "zip", "tar"];

/** Endings of articles in a folder; a file named outright is read whatever it is called. */
export const ARTICLE_ENDINGS: readonly string[] = [...Object.keys(BY_ENDING), ...WRAPPED_ENDINGS].map((ending) => `.${ending}`);

/** @param head - the first HEAD_BYTES, or all there are */
export function sniff(head: Uint8Array, name: string): Kind {
  const known = MAGIC.find(([magic]) => magic.every((byte, i) => head[i] === byte))?.[1];
  const first = latin(head.subarray(ZIP_NAME_AT, ZIP_NAME_AT + 40));
  const document = known && "wrapper" in known && known.wrapper === "zip" ? ZIPPED.find(([name]) => name.test(first))?.[1] : undefined;
  if (document !== undefined) return document;
  if (known) return known;
  if (latin(head.subarray(TAR_MAGIC_AT, TAR_MAGIC_AT + 5)) === "ustar") return { wrapper: "tar" };
  const text = latin(head)
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/u, "")
    .replaceAll("\0", "")
    .trimStart();
  const named = BY_ENDING[name.slice(name.lastIndexOf(".") + 1).toLowerCase()];
  return { format: byContent(text, named) ?? named ?? "text" };
}

function byContent(text: string, named: InputFormat | undefined): InputFormat | undefined {
  if (text.startsWith("WARC/")) return "warc";
  if (/^<(?:!doctype\s+html|html|head|body)\b/iu.test(text)) return "html";
  if (/^<\?xml\b/u.test(text)) return /<html\b/iu.test(text) ? "html" : "xml";
  if (/^<(?:rss|feed|rdf:RDF)\b/u.test(text)) return "xml";
  if (/^[[{]\s*["{[\]}]/u.test(text) && named !== "csv" && named !== "tsv") return named === "jsonl" || /^\{[^\n]*\}\s*\n\s*\{/u.test(text) ? "jsonl" : "json";
  if (/^From \S+.*\n[A-Za-z-]+:/u.test(text)) return "mbox";
  if (/^(?:[A-Za-z-]+:.*\r?\n(?:[ \t].*\r?\n)*)*(?:From|Received|Return-Path|Message-ID|MIME-Version):/iu.test(text) && /^(?:Subject|Date):/imu.test(text)) return "mail";
  return undefined;
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
