/**
 * An archive of 100,000 articles, some 300 MB, as JSON lines, through the command line: articles and megabytes a second with one and
 * two workers, peak memory, against a floor measured in the same run (the same file read, decoded and split into objects). Then a
 * tenth of its articles in each of three forms (JSON lines, web pages in a folder, a crawl in warc.gz), each against its own floor.
 * Run: npm run build && node bench/archive.js [articles]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip, gzipSync } from "node:zlib";

const ARTICLES = Number(process.argv[2] ?? 100_000);
const corpus = new URL("../test/corpus/ar/", import.meta.url);
const leads = readdirSync(corpus)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => readFileSync(new URL(name, corpus), "utf8"));
const filler = "وذكر خبراء أن العلاقات الاقتصادية شهدت نموا في السنوات الأخيرة مع ارتفاع حجم التجارة وفتح آفاق جديدة في الطاقة والزراعة والسياحة، وأن التحديات الراهنة تتطلب مزيدا من العمل.\n";
/** No two are alike, or the look for duplicates would have less to do than it has. */
const article = (n) => `${leads[n % leads.length]}${`${n} ${filler}`.repeat(9)}`;
const menu = Array.from({ length: 40 }, (_, i) => `<li><a href="/section/${i}">باب ${i}</a></li>`).join("");
const page = (n) => {
  const [title, ...paragraphs] = article(n).trim().split("\n");
  return `<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>${title}</title><meta property="article:published_time" content="2026-03-05T10:00:00Z"></head>
<body><nav><ul>${menu}</ul></nav><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join("\n")}</article><footer><ul>${menu}</ul></footer></body></html>`;
};
const warcRecord = (n) => {
  const body = Buffer.from(page(n));
  const http = Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"), body]);
  const head = `WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-${String(n).padStart(12, "0")}>\r\nWARC-Date: 2026-03-05T10:00:00Z\r\nWARC-Target-URI: https://news.example/${n}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${http.length}\r\n\r\n`;
  return gzipSync(Buffer.concat([Buffer.from(head), http, Buffer.from("\r\n\r\n")]));
};

/** Write `count` pieces to one file. */
async function write(path, count, piece) {
  const out = createWriteStream(path);
  for (let n = 0; n < count; n++) if (!out.write(piece(n))) await once(out, "drain");
  out.end();
  await once(out, "finish");
  return statSync(path).size / 1e6;
}

/** Run the command line over an input. @returns seconds, and the peak of resident memory in MB */
async function extract(input, output, jobs) {
  const begun = performance.now();
  const child = spawn(process.execPath, ["bin/demarche.js", "extract", input, "-f", "jsonl", "-o", output, "-q", "-j", String(jobs)], { stdio: "inherit" });
  let peak = 0;
  const watch = setInterval(() => {
    try {
      peak = Math.max(peak, Number(/VmHWM:\s+(?<kb>\d+)/u.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.groups?.kb ?? 0));
    } catch {
      // Not Linux, or gone.
    }
  }, 100);
  const [code] = await once(child, "close");
  clearInterval(watch);
  if (code !== 0) throw new Error(`demarche ended with ${code} on ${input}`);
  return { seconds: (performance.now() - begun) / 1000, peak: peak / 1000 };
}

async function seconds(work) {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

async function splitLines(path) {
  let units = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) units += JSON.parse(line).content.length;
  return units;
}

const folder = mkdtempSync(join(tmpdir(), "demarche-bench-"));
try {
  const archive = join(folder, "archive.jsonl");
  const megabytes = await write(archive, ARTICLES, (n) => `${JSON.stringify({ id: n, content: article(n) })}\n`);
  console.log(`${ARTICLES} articles, ${megabytes.toFixed(0)} MB`);
  console.log(`floor (read, decode, split): ${(megabytes / (await seconds(() => splitLines(archive)))).toFixed(1)} MB/s`);
  let alone = 0;
  for (const jobs of [1, 2]) {
    const run = await extract(archive, join(folder, `events.${jobs}.jsonl`), jobs);
    if (jobs === 1) alone = run.seconds;
    const gain = jobs === 1 ? "" : `, ${(alone / run.seconds).toFixed(2)} times one`;
    console.log(`${jobs} worker${jobs === 1 ? "" : "s"}: ${(ARTICLES / run.seconds).toFixed(0)} articles/s, ${(megabytes / run.seconds).toFixed(1)} MB/s, peak ${run.peak.toFixed(0)} MB${gain}`);
  }
  const [one, two] = [1, 2].map((jobs) => readFileSync(join(folder, `events.${jobs}.jsonl`)));
  console.log(one.equals(two) ? "the same bytes" : "OUTPUT DIFFERS");
  rmSync(archive);

  const some = Math.ceil(ARTICLES / 10);
  const text = Array.from({ length: some }, (_, n) => Buffer.byteLength(article(n))).reduce((sum, size) => sum + size, 0) / 1e6;
  console.log(`by form, ${some} articles, ${text.toFixed(0)} MB of text, 2 workers:`);
  const forms = [
    {
      name: "jsonl",
      make: (path) => write(path, some, (n) => `${JSON.stringify({ id: n, content: article(n) })}\n`),
      floor: splitLines,
    },
    {
      name: "html",
      make: (path) => {
        mkdirSync(path);
        let size = 0;
        for (let n = 0; n < some; n++) {
          const html = page(n);
          size += Buffer.byteLength(html);
          writeFileSync(join(path, `${n}.html`), html);
        }
        return size / 1e6;
      },
      floor: (path) => {
        for (const name of readdirSync(path)) readFileSync(join(path, name), "utf8");
      },
    },
    {
      name: "warc.gz",
      make: (path) => write(path, some, warcRecord),
      floor: async (path) => {
        let units = 0;
        for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()), crlfDelay: Number.POSITIVE_INFINITY })) units += line.length;
        return units;
      },
    },
  ];
  for (const { name, make, floor } of forms) {
    const path = join(folder, `form.${name === "html" ? "pages" : name}`);
    const size = await make(path);
    const base = await seconds(() => floor(path));
    const run = await extract(path, join(folder, "events.jsonl"), 2);
    console.log(
      `  ${name.padEnd(7)} ${size.toFixed(0)} MB on disk: ${(some / run.seconds).toFixed(0)} articles/s, ${(text / run.seconds).toFixed(1)} MB/s of text, peak ${run.peak.toFixed(0)} MB; floor ${(some / base).toFixed(0)} articles/s`,
    );
    rmSync(path, { recursive: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
