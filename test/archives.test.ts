import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { packTar } from "modern-tar";
import { describe, expect, test } from "vitest";
import type { EventRecord } from "../src/core/types.ts";
import { charsets } from "../src/read/charsets.ts";
import { decode } from "../src/read/decode.ts";
import { dayOf } from "../src/read/formats/metadata.ts";
import { read as readSource } from "../src/read/read.ts";
import type { InputFormat } from "../src/read/sniff.ts";
import { duplicateFinder } from "../src/run/duplicates.ts";
import { openPool } from "../src/run/pool.ts";
import { inShard, parseShard, shardOf } from "../src/run/shard.ts";
import { articles, corpora, engine, spans } from "./helpers/corpus.ts";
import { run } from "./helpers/run.ts";

/** Any file an analyst has: formats, wrappers, charsets, hostile ones; workers and shards. */

const folder = mkdtempSync(join(tmpdir(), "demarche-archives-"));
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

const AR = "تلقى أمير قطر الشيخ تميم بن حمد رسالة خطية من رئيس أوغندا جوزيف كاتو تتعلق بالعلاقات الثنائية.";
const EN = "MUSCAT - Sultan Said bin Turki of Oman received a written message from King Hassan bin Talal of Jordan on bilateral relations.";
const ROWS = [
  { id: "n1", headline: "First", content: AR, published_at: "2026-02-03T23:30:00+03:00", link: "https://example.org/1" },
  { id: "n2", headline: "Second", content: EN, published_at: "2026-02-04" },
];
const PAGE = `<!doctype html><html lang="ar"><head><meta charset="windows-1256"><link rel="canonical" href="https://example.org/page">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"رسالة إلى الأمير","datePublished":"2026-02-03T10:00:00+03:00"}]}</script></head>
<body><nav><a href="/">الرئيسية</a></nav><article><h1>رسالة إلى الأمير</h1><p>${AR}</p><p>وأكد الجانبان أهمية مواصلة العمل المشترك، بما يخدم مصالح الشعبين الصديقين ويعزز الأمن والاستقرار في المنطقة، وسبل تطوير التعاون في مختلف المجالات خلال السنوات المقبلة.</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>`;
const table = [
  ["guid", "title", "body", "date"],
  ["g1", "T; x", `${AR}\n"سطر ثان".`, "2026-02-03"],
  ["g2", "T2", EN, "2026/02/04"],
]
  .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";"))
  .join("\r\n");
const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>T</title><link>https://example.org/1</link><guid>g1</guid><pubDate>Tue, 03 Feb 2026 23:30:00 +0300</pubDate><description><![CDATA[<p>${AR}</p>]]></description></item></channel></rss>`;
const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><id>e1</id><title>T</title><link rel="alternate" href="https://example.org/1"/><updated>2026-02-03T10:00:00Z</updated><content type="html">&lt;p&gt;${EN}&lt;/p&gt;</content></entry></feed>`;
const mail = `From: a@example.org\r\nSubject: =?utf-8?B?2LHYs9in2YTYqQ==?=\r\nDate: Tue, 03 Feb 2026 10:00:00 +0300\r\nMessage-ID: <m1@example.org>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${EN}\r\n`;

/** A web archive as crawlers write it: each record a gzip member. */
function webArchive(): Buffer {
  const record = (type: string, url: string, contentType: string, body: Buffer): Buffer =>
    gzipSync(
      Buffer.concat([
        Buffer.from(
          `WARC/1.0\r\nWARC-Type: ${type}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-02-03T00:00:00Z\r\nWARC-Target-URI: ${url}\r\nContent-Type: ${contentType}\r\nContent-Length: ${body.length}\r\n\r\n`,
        ),
        body,
        Buffer.from("\r\n\r\n"),
      ]),
    );
  const page = iconv.encode(PAGE, "windows-1256");
  const answer = (type: string, body: Buffer): Buffer => Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`), body]);
  return Buffer.concat([
    record("warcinfo", "x", "application/warc-fields", Buffer.from("software: x\r\n")),
    record("response", "https://example.org/page", "application/http; msgtype=response", answer("text/html", page)),
    record("response", "https://example.org/image", "application/http; msgtype=response", answer("image/png", Buffer.from("PNG"))),
    record("conversion", "https://example.org/text", "text/plain", Buffer.from(EN)),
  ]);
}

// AR, as other tools pack it.
const BZIP2 = "QlpoOTFBWSZTWWp8ZpMAADmQWkABP3AJ/7ywAGAgAGoaQhtE00ekMg09QingUGh6g9QD1CHSWfGVUnuyxzwCkAAoBENQeTzklNjFWB3Ai6kEakCjrSUQIJ68YK9mOlhD6YALL4vKZP38ks+crBqt/F3JFOFCQanxmkw=";
const XZ =
  "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ACqAH5dAGwqlygJJFCN2ggPdyxOKm7LJjrRYQB4T+kTJpASS4f5S6loWcV1kKvLpJUydaG/YoONy0O1O0FLIVR5jseKCPyqovRheQxnAxZh+fK0Oi4DO6TLv8+GqrlWOf3tmy881tupxwBjoy6EAcTMjcmDVfTiPN42P/2/lbLUg0Y3AAAAAFrUAdlPmz+tAAGaAasBAAB7PGDZscRn+wIAAAAABFla";
const ZSTD = "KLUv/QRovQMA0kkaGrCpMRmuQqwtaSW2hAestATv3SyGYag4JFMVALKr8bs1Sfhb9b36Pk7VVWk4PIfC30IzqKvzUOV8N7dODy3OZ1fjeLayJrJrNHMiz/FsZl3O1uNkdWWFJ7Mr9Oo749GqGXdlLU6iqqvwAwA05RaYYfpcag/6lOsZ";
/** a/1.txt, ../evil.txt and 2.txt.gz */
const ZIP =
  "UEsDBBQAAAAIAAAAIVy35254dgAAAKsAAAAHAAAAYS8xLnR4dCWOaw7CMAyDr+ITcEfKWg2ugUTp2ENjSBOcxL7N3KL8iBw7X8JBnYKu4F1RN65Q4O7GrI4fT2ZwqJYi+FQCJ0Uu4MqtZQo4c3ewwLFUjYfVVok9f0pcmMHR4m3KGbowG9mb6/rW+yY3loV7qP7/gZfXc+OV0wFQSwMEFAAAAAgAAAAhXLfnbnh2AAAAqwAAAAsAAAAuLi9ldmlsLnR4dCWOaw7CMAyDr+ITcEfKWg2ugUTp2ENjSBOcxL7N3KL8iBw7X8JBnYKu4F1RN65Q4O7GrI4fT2ZwqJYi+FQCJ0Uu4MqtZQo4c3ewwLFUjYfVVok9f0pcmMHR4m3KGbowG9mb6/rW+yY3loV7qP7/gZfXc+OV0wFQSwMEFAAAAAgAAAAhXJuEqaaNAAAAiAAAAAgAAAAyLnR4dC5negGIAHf/H4sIAAAAAAACAyWOaw7CMAyDr+ITcEfKWg2ugUTp2ENjSBOcxL7N3KL8iBw7X8JBnYKu4F1RN65Q4O7GrI4fT2ZwqJYi+FQCJ0Uu4MqtZQo4c3ewwLFUjYfVVok9f0pcmMHR4m3KGbowG9mb6/rW+yY3loV7qP7/gZfXc+OV0wG35254qwAAAFBLAQIUAxQAAAAIAAAAIVy35254dgAAAKsAAAAHAAAAAAAAAAAAAACAAQAAAABhLzEudHh0UEsBAhQDFAAAAAgAAAAhXLfnbnh2AAAAqwAAAAsAAAAAAAAAAAAAAIABmwAAAC4uL2V2aWwudHh0UEsBAhQDFAAAAAgAAAAhXJuEqaaNAAAAiAAAAAgAAAAAAAAAAAAAAIABOgEAADIudHh0Lmd6UEsFBgAAAAADAAMApAAAAO0BAAAAAA==";
/** An EPUB's first member, and no other. */
const EMPTY_EPUB =
  "UEsDBBQAAAAAAAAALFxvYassFAAAABQAAAAIAAAAbWltZXR5cGVhcHBsaWNhdGlvbi9lcHViK3ppcFBLAQIUAxQAAAAAAAAALFxvYassFAAAABQAAAAIAAAAAAAAAAAAAACAAQAAAABtaW1ldHlwZVBLBQYAAAAAAQABADYAAAA6AAAAAAA=";
const base64 = (text: string): Buffer => Buffer.from(text, "base64");

type Source = { readonly path: string; readonly member?: string; readonly title?: string; readonly url?: string; readonly published?: string; readonly language: string };
const records = (out: string): (EventRecord & { source: Source })[] =>
  out
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as EventRecord & { source: Source });

/** Sender's state and source of each record. */
async function read(path: string, ...args: string[]): Promise<{ readonly found: unknown[]; readonly err: string; readonly exit: number }> {
  const { out, err, exit } = await run(["extract", path, "-f", "jsonl", "--dedupe", "off", ...args]);
  const found = records(out).map(({ sender, source: { path: _, ...source } }) => {
    const { sha256: __, ...rest } = source as Source & { sha256: string };
    return [(sender as { country?: string } | undefined)?.country, rest];
  });
  return { found, err, exit };
}

const first = { member: "n1", title: "First", url: "https://example.org/1", published: "2026-02-03", language: "ar" };
const second = { member: "n2", title: "Second", published: "2026-02-04", language: "en" };
const page = { title: "رسالة إلى الأمير", url: "https://example.org/page", published: "2026-02-03", language: "ar" };

describe("formats are told by content", () => {
  const rows = [
    ["UG", first],
    ["JO", second],
  ];
  const cases: [string, string, string | Uint8Array, string[], unknown[]][] = [
    ["JSON lines", "a.jsonl", ROWS.map((r) => JSON.stringify(r)).join("\n"), [], rows],
    ["JSON lines without a name for it", "a.dat", ROWS.map((r) => JSON.stringify(r)).join("\n"), [], rows],
    ["an array", "list.json", JSON.stringify(ROWS), [], rows],
    ["a list inside an object", "api.json", JSON.stringify({ status: "ok", articles: ROWS }), [], rows],
    [
      "a nested path",
      "nested.json",
      JSON.stringify({ data: { doc: { t: EN, d: "3 Feb 2026" } } }),
      ["--text-field", "data.doc.t", "--date-field", "data.doc.d"],
      [["JO", { published: "2026-02-03", language: "en" }]],
    ],
    [
      "a table in windows-1256, semicolons, line breaks in cells",
      "t.csv",
      iconv.encode(table, "windows-1256"),
      [],
      [
        ["UG", { member: "g1", title: "T; x", published: "2026-02-03", language: "ar" }],
        ["JO", { member: "g2", title: "T2", published: "2026-02-04", language: "en" }],
      ],
    ],
    ["tabs", "t.tsv", `id\ttext\n1\t${EN}\n`, [], [["JO", { member: "1", language: "en" }]]],
    ["a page that says its charset, date, title, address", "page.html", iconv.encode(PAGE, "windows-1256"), [], [["UG", page]]],
    ["RSS", "f.xml", feed, [], [["UG", { member: "g1", title: "T", url: "https://example.org/1", published: "2026-02-03", language: "ar" }]]],
    ["Atom", "a.xml", atom, [], [["JO", { member: "e1", title: "T", url: "https://example.org/1", published: "2026-02-03", language: "en" }]]],
    ["a message", "m.eml", mail, [], [["JO", { title: "رسالة", published: "2026-02-03", language: "en" }]]],
    [
      "a mailbox",
      "m.mbox",
      [1, 2].map((n) => `From a@example.org Tue Feb  3 10:00:00 2026\n${mail.replaceAll("\r", "").replace("m1@", `m${n}@`)}\n`).join(""),
      [],
      [1, 2].map((n) => ["JO", { member: `<m${n}@example.org>`, title: "رسالة", published: "2026-02-03", language: "en" }]),
    ],
    [
      "a web archive",
      "c.warc.gz",
      webArchive(),
      [],
      [
        ["UG", { member: "https://example.org/page", ...page }],
        ["JO", { member: "https://example.org/text", url: "https://example.org/text", language: "en" }],
      ],
    ],
    ["gzip, the inner name tells the format", "t.tsv.gz", gzipSync(`id\ttext\n1\t${EN}\n`), [], [["JO", { member: "1", language: "en" }]]],
    ["bzip2", "x.txt.bz2", base64(BZIP2), [], [["UG", { language: "ar" }]]],
    ["xz", "x.txt.xz", base64(XZ), [], [["UG", { language: "ar" }]]],
    ["zstd", "x.txt.zst", base64(ZSTD), [], [["UG", { language: "ar" }]]],
    ["forced", "forced.txt", JSON.stringify(ROWS[1]), ["--input-format", "jsonl"], [["JO", second]]],
  ];
  test.each(cases)("%s", async (_, name, content, args, wanted) => {
    const { found, err, exit } = await read(file(name, content), ...args);
    expect(err).toBe("");
    expect(found).toEqual(wanted);
    expect(exit).toBe(0);
  });

  test("spans are slices of the extracted text, which is that of the field", async () => {
    const [record] = records((await run(["extract", file("spans.jsonl", JSON.stringify(ROWS[0])), "-f", "jsonl"])).out);
    const points = [...AR];
    expect(spans(record).length).toBeGreaterThan(2);
    for (const { span, text } of spans(record)) expect(points.slice(span[0], span[1]).join("")).toBe(text);
  });

  test("standard input too, and a folder takes every known ending but not what stands beside an article", async () => {
    expect(records((await run(["extract", "-", "-f", "jsonl"], { stdin: gzipSync(JSON.stringify(ROWS)) })).out).length).toBe(2);
    const mixed = join(folder, "mixed");
    mkdirSync(mixed);
    writeFileSync(join(mixed, "a.txt"), AR);
    writeFileSync(join(mixed, "a.json"), JSON.stringify({ events: [] }));
    writeFileSync(join(mixed, "b.json"), JSON.stringify(ROWS[1]));
    writeFileSync(join(mixed, "c.html.gz"), gzipSync(PAGE));
    const { out, exit } = await run(["extract", mixed, "-f", "jsonl"]);
    expect(records(out).map((r) => r.source.path.slice(mixed.length + 1))).toEqual(["a.txt", "b.json", "c.html.gz"]);
    expect(exit).toBe(0);
  });
});

describe("documents of office and press", () => {
  const LETTER = [
    "تلقى أمير الكويت الشيخ سالم بن لافي رسالة خطية من جلالة الملك علاء بن طلال ملك الأردن تتعلق بالعلاقات الثنائية وسبل دعمها في مختلف المجالات، وذلك يوم 12 يناير 2026.",
    "وقام بتسليم الرسالة سفير الأردن (لؤي الأسعد) خلال استقباله في مقر وزارة الخارجية.",
  ];
  const ENGLISH = "MUSCAT - Sultan Said bin Turki of Oman received a written message from King Hassan bin Talal of Jordan on bilateral relations.";
  const textsOf = async (path: string, format?: InputFormat): Promise<string[]> => {
    const texts: string[] = [];
    for await (const found of readSource({ kind: "file", path }, { maxArticleBytes: 5e6, stdin: () => process.stdin, ...(format === undefined ? {} : { format }) }))
      texts.push("code" in found ? found.code : `${found.member ?? ""}|${found.title ?? ""}|${found.text}`);
    return texts;
  };

  test("PDF: Arabic in reading order, lines joined, heads and page numbers left out", async () => {
    const whole = [...LETTER, ENGLISH].join("\n\n");
    expect(await textsOf(fixture("ligatures.pdf"))).toEqual([`||الأمير يتلقى رسالة من ملك الأردن\n\n${whole}`]);
    expect(await textsOf(fixture("strokes.pdf"))).toEqual([`||${whole}`]);
    expect(await textsOf(fixture("shapes.pdf"))).toEqual([`||${whole}`]);
  });

  test("DOCX, EPUB: paragraphs; parts of a book in the order of reading, each by its name", async () => {
    expect(await textsOf(fixture("article.docx"))).toEqual([`||${["الأمير يتلقى رسالة من ملك الأردن", ...LETTER].join("\n\n")}`]);
    const parts = [`OEBPS/one.xhtml|الأمير يتلقى رسالة من ملك الأردن|${LETTER.join("\n\n")}`, `OEBPS/two b.xhtml|Two|${ENGLISH}`];
    expect(await textsOf(fixture("book.epub"))).toEqual(parts);
    expect(await textsOf(fixture("book.epub"), "epub")).toEqual(parts);
    expect(await textsOf(file("book.dat", readFileSync(fixture("book.epub"))))).toEqual(parts);
    expect(await textsOf(file("book.epub.gz", gzipSync(readFileSync(fixture("book.epub")))))).toEqual(parts);
  });

  test("records come of them", async () => {
    for (const name of ["ligatures.pdf", "strokes.pdf", "shapes.pdf", "article.docx", "book.epub"])
      expect(records((await run(["extract", fixture(name), "-f", "jsonl", "-t", "letter", "--language", "ar"])).out)[0], name).toMatchObject({
        sender: { name: "علاء بن طلال", country: "JO" },
        recipient: { name: "سالم بن لافي", country: "KW" },
        bearer: { office: "ambassador", country: "JO" },
      });
  });
});

test("dates as files write them", () => {
  for (const [written, day] of [
    ["2026-02-03T23:30:00-11:00", "2026-02-03"],
    ["2026/02/03", "2026-02-03"],
    ["20260203", "2026-02-03"],
    ["Tue, 03 Feb 2026 23:30:00 +0300", "2026-02-03"],
    ["February 3, 2026", "2026-02-03"],
    [1_770_076_800, "2026-02-03"],
    ["1770076800000", "2026-02-03"],
    ["2026-02-30", undefined],
    ["yesterday", undefined],
    [undefined, undefined],
  ] as const)
    expect(dayOf(written), String(written)).toBe(day);
});

describe("hostile and broken input: a clear line, the rest is done", () => {
  const bad: [string, string, () => string | Uint8Array, RegExp, number][] = [
    ["a broken line", "bad.jsonl", () => `{"text":\n${JSON.stringify(ROWS[1])}`, /E417 .*bad\.jsonl:1: no valid JSON/u, 1],
    ["no text field", "fields.jsonl", () => `{"a":1,"b":2}\n${JSON.stringify(ROWS[1])}`, /E418 .*fields here: a, b/u, 1],
    ["members that reach outside", "z.zip", () => base64(ZIP), /E427 .*z\.zip#\.\.\/evil\.txt/u, 2],
    ["a gzip cut short", "cut.txt.gz", () => gzipSync(AR).subarray(0, -12), /E425 .*unexpected end of file/u, 0],
    ["a gzip bomb", "bomb.txt.gz", () => gzipSync(Buffer.alloc(80_000_000, 97)), /E409 .*too long/u, 0],
    ["wrapped too often", "often.gz", () => [1, 2, 3, 4, 5].reduce((bytes: Uint8Array) => gzipSync(bytes), Buffer.from(AR)), /E424/u, 0],
    [
      "entities of its own",
      "bomb.xml",
      () => `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><rss><channel>${"<item><title>&b;</title></item>"}</channel></rss>`,
      /E420 .*undefined entity/u,
      0,
    ],
    ["deep JSON", "deep.json", () => "[".repeat(100_000), /E417/u, 0],
    ["60,000 nested elements", "deep.html", () => `<html><body>${"<b>".repeat(60_000)}x`, /E415/u, 0],
    ["a page without an article", "empty.html", () => "<html><body><script>x</script></body></html>", /W416/u, 0],
    ["nested elements in a field", "deepfield.jsonl", () => `${JSON.stringify({ text: `<p>${"<b>".repeat(30_000)}x` })}\n${JSON.stringify(ROWS[1])}`, /E415 .*deepfield\.jsonl:1/u, 1],
    ["a PDF cut short", "cut.pdf", () => readFileSync(fixture("ligatures.pdf")).subarray(0, 3000), /E415 .*cannot be read as PDF/u, 0],
    ["a DOCX cut short", "cut.docx", () => readFileSync(fixture("article.docx")).subarray(0, 900), /E415 .*cannot be read as DOCX/u, 0],
    ["a spreadsheet", "sheet.xlsx", () => readFileSync(fixture("sheet.xlsx")), /E414 .*Office document that is no text.* is not read/u, 0],
    ["an EPUB without a package", "empty.epub", () => base64(EMPTY_EPUB), /E415 .*no package document/u, 0],
    ["RTF", "r.rtf", () => "{\\rtf1 x}", /E414 .*RTF is not read/u, 0],
    ["a quote that never ends", "q.csv", () => `id,text\n1,"${EN}"\n2,"x`, /E419 .*q\.csv:3.*not closed/iu, 1],
    ["one line too long", "long.jsonl", () => `${JSON.stringify({ text: "x".repeat(300_000) })}\n${JSON.stringify(ROWS[1])}`, /E409 .*long\.jsonl:1/u, 1],
  ];
  test.each(bad)("%s", async (_, name, content, message, rest) => {
    const path = file(name, content());
    const after = file("after.txt", EN);
    const { out, err, exit } = await run(["extract", path, after, "-f", "jsonl", "--max-article", "200K"]);
    expect(err).toMatch(message);
    expect(exit).toBe(message.source.startsWith("W") ? 0 : 1);
    const sources = records(out).map((r) => r.source.path);
    expect(sources.filter((p) => p === path).length).toBe(rest);
    expect(sources.at(-1)).toBe(after);
  });

  test("a tar: links and members that reach outside are no articles", async () => {
    const tar = await packTar([
      { header: { name: "../out.txt", size: EN.length, type: "file" }, body: EN },
      { header: { name: "link", size: 0, type: "symlink", linkname: "/etc/passwd" } },
      { header: { name: "a/in.txt", size: EN.length, type: "file" }, body: EN },
    ]);
    const { found, err } = await read(file("t.tar.gz", gzipSync(tar)));
    expect(found).toEqual([["JO", { member: "a/in.txt", language: "en" }]]);
    expect(err).toMatch(/E427 .*\.\.\/out\.txt/u);
    expect(err).not.toMatch(/passwd|link/u);
  });

  test("links: files and folders behind them are read, loops and dead ones are named", async () => {
    const [outside, inside] = [join(folder, "outside"), join(folder, "linked")];
    mkdirSync(outside);
    mkdirSync(inside);
    writeFileSync(join(outside, "there.txt"), EN);
    writeFileSync(join(inside, "here.txt"), AR);
    for (const [target, name] of [
      [outside, "a"],
      [inside, "loop"],
      [join(folder, "nowhere"), "dead.txt"],
      [join(outside, "there.txt"), "z.txt"],
    ] as const)
      symlinkSync(target, join(inside, name));
    const { out, err, exit } = await run(["extract", inside, "-f", "jsonl"]);
    expect(records(out).map((r) => r.source.path.slice(inside.length + 1))).toEqual(["a/there.txt", "here.txt", "z.txt"]);
    expect(err).toMatch(/E428 .*linked\/loop: the link leads back/u);
    expect(err).toMatch(/E401 .*dead\.txt: the link leads nowhere/u);
    expect(exit).toBe(1);
  });

  test("ten thousand files in one folder, in order", async () => {
    const many = join(folder, "many");
    mkdirSync(many);
    for (let n = 0; n < 10_000; n++) writeFileSync(join(many, `${String(n).padStart(5, "0")}.txt`), n % 1000 === 0 ? EN : "Rain.\n");
    const { out, exit } = await run(["extract", many, "-f", "jsonl", "-q", "-j", "1", "--dedupe", "off", "--language", "en"]);
    expect(exit).toBe(0);
    expect(records(out).map((r) => r.source.path.slice(-9))).toEqual(Array.from({ length: 10 }, (_, n) => `0${n}000.txt`));
  });

  test("what steers a terminal is never printed raw", async () => {
    const path = file("a\u001b]0;x\u0007.jsonl", `{"id":"\\u001b[2J","text":"<p>${"<b>".repeat(30_000)}"}\n${JSON.stringify(ROWS[1])}`);
    const { err } = await run(["extract", path, "-f", "jsonl"]);
    expect(err).toMatch(/E415/u);
    expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
  });

  test("text that backtracking chokes on is read in passing", async () => {
    const bait = [
      `${"a".repeat(60_000)}!`,
      `${"King ".repeat(12_000)}`,
      `${"of the ".repeat(9_000)}`,
      `${"، ".repeat(30_000)}`,
      `${"وزير ".repeat(12_000)}`,
      `${"1/".repeat(30_000)}`,
      `${"(".repeat(60_000)}`,
    ];
    const begun = performance.now();
    const { out, exit } = await run(["extract", file("bait.jsonl", [...bait, EN].map((text) => JSON.stringify({ text: `${text} ${EN}` })).join("\n")), "-f", "jsonl", "--dedupe", "off"]);
    expect(exit).toBe(0);
    expect(records(out).length).toBeGreaterThan(1);
    // Seconds where a choked pattern would take hours.
    expect(performance.now() - begun).toBeLessThan(60_000);
  });

  test("a file that is cut, grows or goes while it is read", async () => {
    const line = (n: number): string => `${JSON.stringify({ id: `c${n}`, text: `${EN} ${"x ".repeat(50_000)}` })}\n`;
    const lines = Array.from({ length: 80 }, (_, n) => line(n));
    const options = { maxArticleBytes: 5e6, stdin: () => process.stdin };
    for (const [change, told] of [
      [(path: string) => truncateSync(path, 6_000_000), /^E417$/u],
      [(path: string) => writeFileSync(path, line(80), { flag: "a" }), /^c80$/u],
      [(path: string) => unlinkSync(path), /^c79$/u],
    ] as const) {
      const path = file("changing.jsonl", lines.join(""));
      const found: string[] = [];
      for await (const document of readSource({ kind: "file", path }, options)) {
        if (found.length === 0) change(path);
        found.push("code" in document ? document.code : (document.member as string));
      }
      expect(found[0]).toBe("c0");
      expect(found.at(-1)).toMatch(told);
    }
    expect((await run(["extract", join(folder, "changing.jsonl"), file("after.txt", EN), "-f", "jsonl"])).err).toMatch(/E401 .*changing\.jsonl/u);
  });

  test("a named pipe is read once, to its end", (context) => {
    const pipe = join(folder, "pipe");
    if (spawnSync("mkfifo", [pipe]).status !== 0) return context.skip("no mkfifo here");
    const script = `cat '${file("piped.tsv", `id\ttext\n1\t${EN}\n`)}' > '${pipe}' & exec '${process.execPath}' --import tsx -e 'import("./src/cli/main.ts").then(async (m) => { process.exitCode = await m.main(["extract", "${pipe}", "--input-format", "tsv", "-f", "jsonl"], process); })'`;
    const { stdout, stderr } = spawnSync("sh", ["-c", script], { encoding: "utf8", timeout: 30_000 });
    expect(records(stdout).length, stderr).toBe(1);
  });
});

describe("charsets", () => {
  test.each([
    ["windows-1256", AR, "UG"],
    ["iso-8859-6", AR, "UG"],
    ["utf-16le", AR, "UG"],
  ])("%s, undeclared", async (charset, text, country) => {
    const body = Array(4).fill(text).join("\n");
    expect((await read(file(`${charset}.txt`, iconv.encode(body, charset)))).found[0]).toEqual([country, { language: "ar" }]);
  });

  test.each<[string, string]>([
    ["x-mac-arabic", `${AR} «في ١٢ يناير»`],
    ["koi8-r", "Президент получил послание от короля, сообщает пресс-служба. Стороны обсудили двусторонние отношения."],
    ["windows-1251", "Президент получил послание от короля, сообщает пресс-служба. Стороны обсудили двусторонние отношения."],
    ["windows-1252", "L’émir a reçu « une lettre » du président, relative aux relations bilatérales et aux moyens de les développer à l’été."],
  ])("%s, whether declared rightly, wrongly or not at all", async (charset, text) => {
    const bytes = charsets.encode(text, charset);
    for (const declared of [undefined, charset, "iso-8859-1", "utf-8", "no-such-set"]) expect(await decode(bytes, "x", declared)).toMatchObject({ text, encoding: charset });
  });

  test("a wrong declaration does no harm", async () => {
    const wrong = iconv.encode(PAGE.replace("windows-1256", "iso-8859-1"), "windows-1256");
    expect((await read(file("wrong.html", wrong))).found).toEqual([["UG", page]]);
    expect((await read(file("wrong8.html", Buffer.from(PAGE)))).found).toEqual([["UG", page]]);
    const wrongFeed = iconv.encode(feed.replace('version="1.0"', 'version="1.0" encoding="utf-8"'), "windows-1256");
    expect((await read(file("wrong.rss", wrongFeed))).found).toMatchObject([["UG", { member: "g1", language: "ar" }]]);
  });
});

describe("shards", () => {
  const documents = [...Array(400).keys()].map((n) => ({ text: `article ${n}` }));

  test("every document is in one shard, and the shards are of like size", () => {
    const shards = [1, 2, 3].map((index) => documents.filter((d) => inShard(d, { index, count: 3 })));
    expect(shards.flat().length).toBe(documents.length);
    for (const shard of shards) expect(shard.length).toBeGreaterThan(90);
  });

  test("the union of the shards is the whole, whatever the order of the input", async () => {
    const text = [...Array(30).keys()].map((n) => JSON.stringify({ id: n, text: `${EN} ${n}.` }));
    const path = file("whole.jsonl", text.join("\n"));
    const turned = file("turned.jsonl", text.toReversed().join("\n"));
    const ids = async (from: string, ...args: string[]): Promise<string[]> => records((await run(["extract", from, "-f", "jsonl", ...args])).out).map((r) => r.id);
    const parts = await Promise.all([ids(path, "--shard", "1/2"), ids(turned, "--shard", "2/2")]);
    expect(parts.flat().sort()).toEqual((await ids(path)).sort());
    expect(parts.every((part) => part.length > 0)).toBe(true);
  });

  test("what is a shard, and what batch systems say", async () => {
    expect(parseShard("2/8")).toEqual({ index: 2, count: 8 });
    for (const text of ["0/2", "3/2", "1", "a/b", "1/0"]) expect(parseShard(text)).toBeUndefined();
    expect(shardOf({ SLURM_ARRAY_TASK_ID: "4", SLURM_ARRAY_TASK_MIN: "1", SLURM_ARRAY_TASK_COUNT: "8" })).toEqual({ index: 4, count: 8 });
    expect(shardOf({ JOB_COMPLETION_INDEX: "0", JOB_COMPLETIONS: "3" })).toEqual({ index: 1, count: 3 });
    expect(shardOf({ AWS_BATCH_JOB_ARRAY_INDEX: "2", AWS_BATCH_JOB_ARRAY_SIZE: "3" })).toEqual({ index: 3, count: 3 });
    expect(shardOf({ SLURM_ARRAY_TASK_ID: "9", SLURM_ARRAY_TASK_COUNT: "8" })).toBeUndefined();
    expect(await run(["extract", folder, "--shard", "auto"])).toMatchObject({ exit: 2, err: expect.stringMatching(/E114/u) as string });
    expect(await run(["extract", folder, "--shard", "9/2"])).toMatchObject({ exit: 2 });
  });
});

describe("workers", () => {
  const { knowledge } = engine();

  test("a worker that dies takes down its article, and no other", async () => {
    const pool = openPool({ jobs: 2, knowledge, options: {}, worker: new URL("fixtures/dyingWorker.mjs", import.meta.url) });
    try {
      const documents = ["a", "b", "poison", "c"].map((text) => ({ text, path: `${text}.txt` }));
      const [results, others] = await Promise.all([pool.extract(documents), pool.extract([{ text: "d", path: "d.txt" }])]);
      expect(results.map((r) => r.records.map((x) => x.id))).toEqual([["a"], ["b"], [], ["c"]]);
      expect(results[2]?.problems).toMatchObject([{ code: "E598", where: "poison.txt" }]);
      expect(others.map((r) => r.records.map((x) => x.id))).toEqual([["d"]]);
    } finally {
      await pool.close();
    }
  });

  test("any number of workers: the same bytes, warnings included", async (context) => {
    if (!existsSync("dist/lazy/worker.js")) return context.skip("not built");
    const lines = [...Array(300).keys()].map((n) => (n % 50 === 7 ? "{" : JSON.stringify({ id: `d${n}`, text: `${n % 2 ? AR : EN}\n\n${n % 31 === 0 ? "x\u0000" : ""}${n}` })));
    const path = file("many.jsonl", lines.join("\n"));
    const outputs = ["1", "2", "3"].map((jobs) => {
      const { stdout, stderr, status } = spawnSync(process.execPath, ["bin/demarche.js", "extract", path, "test/corpus/en", "-f", "jsonl", "-j", jobs], { encoding: "utf8", maxBuffer: 1e9 });
      return { stdout, stderr, status };
    });
    expect(outputs[0]?.status).toBe(1);
    expect(records(outputs[0]?.stdout ?? "").length).toBeGreaterThan(300);
    expect(outputs[1]).toEqual(outputs[0]);
    expect(outputs[2]).toEqual(outputs[0]);
  });

  test("pages that workers parse stand where they were read, between what is no page", async (context) => {
    if (!existsSync("dist/lazy/worker.js")) return context.skip("not built");
    const mixed = join(folder, "pages-and-texts");
    mkdirSync(mixed);
    for (let n = 0; n < 60; n++) {
      const text = `${AR}\n\n${`${n} `.repeat(20_000)}`;
      const name = join(mixed, String(n).padStart(2, "0"));
      if (n % 3 === 0) writeFileSync(`${name}.txt`, text);
      else writeFileSync(`${name}.html`, n % 7 === 0 ? "<html><body></body></html>" : `<!doctype html><html><body><article><p>${text.replaceAll("\n\n", "</p><p>")}</p></article></body></html>`);
    }
    const outputs = ["1", "2"].map((jobs) => {
      const { stdout, stderr, status } = spawnSync(process.execPath, ["bin/demarche.js", "extract", mixed, "-f", "jsonl", "-j", jobs, "--dedupe", "off"], { encoding: "utf8", maxBuffer: 1e9 });
      return { stdout, stderr, status };
    });
    expect(outputs[0]?.stderr).toContain("W416");
    expect(records(outputs[0]?.stdout ?? "").length).toBeGreaterThan(50);
    expect(outputs[1]).toEqual(outputs[0]);
  });

  test("--line-buffered: a document's records come before the next document is given", async () => {
    const { PassThrough } = await import("node:stream");
    const stdin = new PassThrough();
    const stdout = new PassThrough();
    const { main } = await import("../src/cli/main.ts");
    const done = main(["extract", "-", "--input-format", "jsonl", "-f", "jsonl", "--line-buffered"], { stdin, stdout, stderr: new PassThrough(), env: {} } as never);
    for (const row of ROWS) {
      stdin.write(`${JSON.stringify(row)}\n`);
      const [chunk] = (await new Promise<Buffer[]>((resolve) => stdout.once("data", (data: Buffer) => resolve([data])))) as [Buffer];
      expect(records(chunk.toString()).map((r) => r.source.member)).toEqual([row.id]);
    }
    stdin.end();
    expect(await done).toBe(0);
  });

  test("a number of workers that is none", async () => {
    expect(await run(["extract", folder, "-j", "0"])).toMatchObject({ exit: 2, err: expect.stringMatching(/E113/u) as string });
  });
});

describe("duplicates", () => {
  const behind =
    "The visit comes as trade between the two states has grown in recent years, with new lines of credit, more flights, and plans for a joint council of business people that is to meet in spring. ".repeat(
      2,
    );
  const story = `${EN} ${behind}`;
  const near = `AMMAN - ${EN} ${behind}`;
  const other = `RABAT - Moroccan Foreign Minister Nasser Alami received on Monday the ambassador of Norway, Lars Hagen. They discussed fisheries, the green transition, ports, and a charter for seafarers, and agreed to meet again before the end of the year, once the parliaments of both states have had their say on the matter.`;
  const archive = (...texts: string[]): string => file("dup.jsonl", texts.map((text, n) => JSON.stringify({ id: `d${n}`, text })).join("\n"));
  const told = async (path: string, ...args: string[]): Promise<unknown[]> =>
    records((await run(["extract", path, "-f", "jsonl", ...args])).out).map((r) => [r.source.member, (r.source as { duplicateOf?: string }).duplicateOf]);

  test("the same and nearly the same name the first; another story does not", async () => {
    const path = archive(story, other, story, near);
    expect(await told(path)).toEqual([
      ["d0", undefined],
      ["d1", undefined],
      ["d2", `${path}#d0`],
      ["d3", `${path}#d0`],
    ]);
    expect(await told(path, "--dedupe", "drop")).toEqual([
      ["d0", undefined],
      ["d1", undefined],
    ]);
    expect((await told(path, "--dedupe", "off")).every((pair) => (pair as unknown[])[1] === undefined)).toBe(true);
    expect(await run(["extract", path, "--dedupe", "maybe"])).toMatchObject({ exit: 2, err: expect.stringMatching(/E118/u) as string });
  });

  test("short texts of one pattern are stories of their own, unless they are the same", async () => {
    const path = archive(EN, EN.replace("Jordan", "Morocco"), EN);
    expect((await told(path)).map((pair) => (pair as unknown[])[1])).toEqual([undefined, undefined, `${path}#d0`]);
  });

  test("no two articles of the corpora are taken for one", () => {
    const find = duplicateFinder();
    for (const language of corpora) for (const { text, path } of articles(language)) expect(find({ text, path }), path).toBeUndefined();
  });
});
