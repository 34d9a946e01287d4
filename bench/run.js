/**
 * Start-up, throughput and memory, each against a named peer in the same run. Run: `npm run bench`.
 *
 *   start-up     `demarche extract` on one article, against bare `node -e 0`
 *   throughput   extraction on one core after start, against a floor (decode + split on white space), for Arabic against the
 *                platform's own word segmenter, for English against wink-nlp's pass for tokens and entities
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import model from "wink-eng-lite-web-model";
import winkNlp from "wink-nlp";
import { createEngine, loadKnowledge, rules } from "../dist/index.js";

const ROUNDS = 21;
const SECONDS = 4;
const root = new URL("../", import.meta.url);
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

function start(args) {
  const times = [];
  for (let i = 0; i < ROUNDS; i++) {
    const from = performance.now();
    execFileSync(process.execPath, args, { stdio: "ignore" });
    times.push(performance.now() - from);
  }
  return median(times);
}

const folder = new URL("test/corpus/ar/", root);
let articles = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => readFileSync(new URL(name, folder)));
const sample = new URL("samples/ar/letter.txt", root).pathname;
const bin = new URL("bin/demarche.js", root).pathname;

start(["-e", "0"]); // warm the file cache
const bare = start(["-e", "0"]);
const own = start([bin, "extract", sample]);
console.log(`start-up: ${own.toFixed(0)} ms, bare node ${bare.toFixed(0)} ms, ratio ${(own / bare).toFixed(2)}`);

/** MB of UTF-8 a second: articles over and over for SECONDS. */
function rate(work) {
  for (const article of articles) work(article);
  let bytes = 0;
  const from = performance.now();
  while (performance.now() - from < SECONDS * 1000)
    for (const article of articles) {
      work(article);
      bytes += article.length;
    }
  return bytes / 1e6 / ((performance.now() - from) / 1000);
}

const decoder = new TextDecoder();
const engine = createEngine(loadKnowledge().knowledge, rules);
const segmenter = new Intl.Segmenter("ar", { granularity: "word" });
const floor = rate((bytes) => decoder.decode(bytes).split(/\s+/u).length);
const words = rate((bytes) => [...segmenter.segment(decoder.decode(bytes))].length);
const extract = (bytes) => engine.extract({ text: decoder.decode(bytes) }).records.length;
const dense = rate(extract);
// A wire story is a lead that tells the event and paragraphs that do not: the corpus leads, each with ordinary prose behind it.
const prose =
  "وقال خبراء إن العلاقات الاقتصادية شهدت تطوراً ملحوظاً خلال السنوات الأخيرة، مدعومة بزيادة حجم التبادل التجاري وتنوع فرص الاستثمار في قطاعات الطاقة والزراعة والسياحة، مشيرين إلى أن التحديات الراهنة تتطلب مزيداً من التنسيق.\n";
articles = articles.map((article) => Buffer.concat([article, Buffer.from(prose.repeat(6))]));
const wire = rate(extract);
console.log(`throughput, one core: ${wire.toFixed(1)} MB/s of wire stories, ${dense.toFixed(1)} MB/s of leads alone (every sentence an event)`);
console.log(`peers: decode and split ${floor.toFixed(0)} MB/s, Intl.Segmenter words ${words.toFixed(1)} MB/s`);

const english = new URL("test/corpus/en/", root);
articles = readdirSync(english)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => readFileSync(new URL(name, english)));
const denseEnglish = rate(extract);
const behind =
  "Experts said that economic relations had grown in recent years on the back of rising trade and new openings in energy, farming and tourism, and that the present challenges called for more work on both sides.\n";
articles = articles.map((article) => Buffer.concat([article, Buffer.from(behind.repeat(6))]));
const wireEnglish = rate(extract);
const nlp = winkNlp(model, ["sbd", "ner", "pos"]);
const wink = rate((bytes) => nlp.readDoc(decoder.decode(bytes)).entities().out().length);
console.log(
  `English, one core: ${wireEnglish.toFixed(1)} MB/s of wire stories, ${denseEnglish.toFixed(1)} MB/s of leads alone; wink-nlp entities ${wink.toFixed(2)} MB/s, ${(wireEnglish / wink).toFixed(1)} times as fast`,
);
console.log(`peak memory of this run: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
