/**
 * An archive of 100,000 articles, some 300 MB, as JSON lines, through the command line: articles and megabytes a second with one and
 * two workers, peak memory, against a floor measured in the same run (the same file read, decoded and split into objects).
 * Run: npm run build && node bench/archive.js [articles]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const ARTICLES = Number(process.argv[2] ?? 100_000);
const corpus = new URL("../test/corpus/ar/", import.meta.url);
const leads = readdirSync(corpus)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => readFileSync(new URL(name, corpus), "utf8"));
const filler = "وذكر خبراء أن العلاقات الاقتصادية شهدت نموا في السنوات الأخيرة مع ارتفاع حجم التجارة وفتح آفاق جديدة في الطاقة والزراعة والسياحة، وأن التحديات الراهنة تتطلب مزيدا من العمل.\n";

const folder = mkdtempSync(join(tmpdir(), "demarche-bench-"));
const archive = join(folder, "archive.jsonl");
const out = createWriteStream(archive);
for (let n = 0; n < ARTICLES; n++) {
  // No two are alike, or the look for duplicates would have less to do than it has.
  const text = `${leads[n % leads.length]}${`${n} ${filler}`.repeat(9)}`;
  if (!out.write(`${JSON.stringify({ id: n, content: text })}\n`)) await once(out, "drain");
}
out.end();
await once(out, "finish");
const megabytes = statSync(archive).size / 1e6;
console.log(`${ARTICLES} articles, ${megabytes.toFixed(0)} MB`);

const floor = performance.now();
let units = 0;
for await (const line of createInterface({ input: createReadStream(archive), crlfDelay: Number.POSITIVE_INFINITY })) units += JSON.parse(line).content.length;
console.log(`floor (read, decode, split): ${(megabytes / ((performance.now() - floor) / 1000)).toFixed(1)} MB/s, ${(units / 1e6).toFixed(0)} M characters`);

let alone = 0;
for (const jobs of [1, 2]) {
  const begun = performance.now();
  const child = spawn(process.execPath, ["bin/demarche.js", "extract", archive, "-f", "jsonl", "-o", join(folder, `events.${jobs}.jsonl`), "-q", "-j", String(jobs)], { stdio: "inherit" });
  let peak = 0;
  const watch = setInterval(() => {
    try {
      peak = Math.max(peak, Number(/VmHWM:\s+(?<kb>\d+)/u.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.groups?.kb ?? 0));
    } catch {
      // Not Linux, or gone.
    }
  }, 100);
  await once(child, "close");
  clearInterval(watch);
  const seconds = (performance.now() - begun) / 1000;
  if (jobs === 1) alone = seconds;
  console.log(
    `${jobs} worker${jobs === 1 ? "" : "s"}: ${(ARTICLES / seconds).toFixed(0)} articles/s, ${(megabytes / seconds).toFixed(1)} MB/s, peak ${(peak / 1000).toFixed(0)} MB${jobs === 1 ? "" : `, ${(alone / seconds).toFixed(2)} times one`}`,
  );
}
const [one, two] = [1, 2].map((jobs) => readFileSync(join(folder, `events.${jobs}.jsonl`)));
console.log(one.equals(two) ? "the same bytes" : "OUTPUT DIFFERS");
rmSync(folder, { recursive: true });
