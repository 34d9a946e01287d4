import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import iconv from "iconv-lite";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { run } from "./helpers/run.ts";

const LETTER = "تلقى الرئيس الكيني دانيال موانغي رسالة خطية من ملك الأردن الحسن بن طلال، تتعلق بالعلاقات الثنائية.\n";
const folder = mkdtempSync(join(tmpdir(), "demarche-cli-"));
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const article = file("letter.txt", LETTER);

describe("extract", () => {
  test("json is an array, yaml a list, jsonl one record a line, and all say the same", async () => {
    const json = JSON.parse((await run(["extract", article])).out) as { type: string }[];
    const yaml = parse((await run(["extract", article, "--format", "yaml"])).out) as unknown;
    const lines = (await run(["extract", article, "-f", "jsonl"])).out.trim().split("\n");
    expect(json.map((r) => r.type)).toEqual(["letter"]);
    expect(yaml).toEqual(json);
    expect(lines.map((l) => JSON.parse(l) as unknown)).toEqual(json);
  });

  test("no event: an empty list in every format, exit 0", async () => {
    const quiet = file("weather.txt", "هطلت الأمطار اليوم على أنحاء متفرقة من المدينة.\n");
    expect(await run(["extract", quiet])).toEqual({ exit: 0, out: "[]\n", err: "" });
    expect((await run(["extract", quiet, "-f", "yaml"])).out).toBe("[]\n");
    expect((await run(["extract", quiet, "-f", "jsonl"])).out).toBe("");
  });

  test("standard input, by - or piped", async () => {
    const piped = await run(["extract", "-f", "jsonl"], { stdin: LETTER });
    expect(piped.exit).toBe(0);
    expect(JSON.parse(piped.out)).toMatchObject({ type: "letter", source: { path: "-" } });
    expect((await run(["extract", "-", "-f", "jsonl"], { stdin: LETTER })).out).toBe(piped.out);
  });

  test("folders, globs and single files, in a stable order", async () => {
    const news = join(folder, "news");
    mkdirSync(join(news, "deep"), { recursive: true });
    for (const name of ["b.txt", "a.txt", "deep/c.txt"]) writeFileSync(join(news, name), LETTER);
    writeFileSync(join(news, "notes.log"), LETTER);
    const paths = (out: string): string[] =>
      out
        .trim()
        .split("\n")
        .map((l) => (JSON.parse(l) as { source: { path: string } }).source.path);
    const whole = await run(["extract", news, "-f", "jsonl"]);
    expect(paths(whole.out)).toEqual(["a.txt", "b.txt", "deep/c.txt"].map((n) => join(news, n)));
    expect(paths((await run(["extract", `${news}/*.txt`, "-f", "jsonl"])).out)).toEqual(["a.txt", "b.txt"].map((n) => join(news, n)));
  });

  test("--output writes the whole file, or nothing and no remains", async () => {
    const target = join(folder, "events.json");
    expect(await run(["extract", article, "-o", target])).toMatchObject({ exit: 0, out: "" });
    expect(JSON.parse(readFileSync(target, "utf8"))).toHaveLength(1);
    const bad = await run(["extract", article, "-o", join(folder, "no", "such", "events.json")]);
    expect(bad.exit).toBe(1);
    expect(bad.err).toMatch(/E410 .*cannot write/u);
    expect(readdirSync(folder).filter((n) => n.endsWith(".tmp"))).toEqual([]);
  });

  test("--published tells today, --type and --min-confidence choose, --include-… widen", async () => {
    const told = file("today.txt", "استقبل وزير الخارجية المصري اليوم السفير النرويجي لارس هاغن. وكان الوزير قد استقبل في وقت سابق من العام السفير الكيني.\n");
    const [record] = JSON.parse((await run(["extract", told, "--published", "2026-02-03"])).out) as [{ date: unknown }];
    expect(record.date).toMatchObject({ value: "2026-02-03", basis: "published", text: "اليوم" });
    expect((await run(["extract", told, "-t", "letter"])).out).toBe("[]\n");
    expect((await run(["extract", told, "--min-confidence", "1"])).out).toBe("[]\n");
    const domestic = file("domestic.txt", "استقبل وزير الخارجية المصري وزير الصحة المصري حسن علي.\n");
    expect((await run(["extract", domestic])).out).toBe("[]\n");
    expect(JSON.parse((await run(["extract", domestic, "--include-domestic"])).out)).toMatchObject([{ scope: "domestic" }]);
  });

  test("a language that is not read is skipped with one warning, and makes no records", async () => {
    const persian = file("fa.txt", "وزیر امور خارجه ایران با همتای عراقی خود دیدار و گفتگو کرد و نامه رئیس جمهور را به او تحویل داد.\n");
    const result = await run(["extract", persian]);
    expect(result).toMatchObject({ exit: 0, out: "[]\n" });
    expect(result.err).toMatch(/warning W501 .*fa\.txt.*Persian/u);
    expect((await run(["extract", persian, "--quiet"])).err).toBe("");
  });
});

describe("bad input: a clear line that names the file, the rest goes on", () => {
  const cases: [string, () => string, RegExp][] = [
    ["missing file", () => join(folder, "nowhere.txt"), /E401 .*nowhere\.txt.*no such file/u],
    ["glob without match", () => `${folder}/*.nothing`, /E401 .*no file matches/u],
    [
      "folder without articles",
      () => {
        mkdirSync(join(folder, "empty"), { recursive: true });
        return join(folder, "empty");
      },
      /E402 .*empty.*no articles/u,
    ],
    ["empty file", () => file("void.txt", ""), /E404 .*void\.txt.*empty/u],
    ["blank file", () => file("blank.txt", " \n\n"), /E404 .*blank\.txt/u],
    ["binary file", () => file("picture.txt", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2])), /E403 .*picture\.txt.*binary/u],
    ["NUL bytes in text", () => file("nul.txt", `${LETTER}\u0000${LETTER}`), /E403 .*nul\.txt/u],
    [
      "neither UTF-8 nor anything known",
      () =>
        file(
          "noise.txt",
          Uint8Array.from({ length: 400 }, (_, i) => 0x80 + ((i * 89) % 64)),
        ),
      /E405 .*noise\.txt|W501 .*noise\.txt/u,
    ],
    ["a line of 50 MB", () => file("long.txt", "ا".repeat(25_000_000)), /E409 .*long\.txt.*too long \(50\.0 MB\)/u],
  ];

  test.each(cases)("%s", async (name, make, wanted) => {
    const result = await run(["extract", make(), article, "-f", "jsonl"]);
    expect(result.err).toMatch(wanted);
    if (!name.startsWith("neither")) expect(result.exit).toBe(1);
    expect(JSON.parse(result.out)).toMatchObject({ type: "letter", source: { path: article } });
  });

  test("unreadable permissions", async (context) => {
    if (process.getuid?.() === 0) return context.skip("root may read everything");
    const secret = file("secret.txt", LETTER);
    chmodSync(secret, 0);
    const result = await run(["extract", secret, article]);
    expect(result).toMatchObject({ exit: 1 });
    expect(result.err).toMatch(/E407 .*secret\.txt.*permission denied/u);
  });

  test("windows-1256 and UTF-16 are told by their bytes", async () => {
    const wanted = JSON.parse((await run(["extract", article, "-f", "jsonl"])).out) as { sender: { name: string } };
    const body = `${LETTER}وجرى خلال اللقاء بحث العلاقات بين البلدين في مختلف المجالات من أجل التعاون.\n`;
    for (const encoding of ["windows-1256", "utf-16le", "utf-16be", "iso-8859-6"]) {
      const result = await run(["extract", file(`in-${encoding}.txt`, iconv.encode(body, encoding)), "-f", "jsonl"]);
      expect(result.err, encoding).toBe("");
      expect((JSON.parse(result.out) as { sender: { name: string } }).sender.name, encoding).toBe(wanted.sender.name);
    }
    expect((await run(["extract", file("bom.txt", iconv.encode(body, "utf-16le", { addBOM: true })), "-f", "jsonl"])).out).toContain("letter");
  });

  test("control characters of a file name or text never reach the terminal raw", async () => {
    const result = await run(["extract", join(folder, "red\u001b[31m.txt")]);
    expect(result.err).toContain("\\x1b[31m");
    expect(result.err).not.toContain("\u001b[31m.txt");
  });
});

describe("usage", () => {
  test.each([
    [["extract", article, "--format", "jsn"], /E101 .*unknown format "jsn".*did you mean "json"\?/u],
    [["extract", article, "-t", "leter"], /E107 .*unknown event type "leter".*did you mean "letter"\?/u],
    [["extract", article, "--published", "2026-02-30"], /E102 .*2026-02-30/u],
    [["extract", article, "--min-confidence", "2"], /E103/u],
    [["extract", article, "--max-article", "big"], /E104/u],
    [["extract", article, "--language", "xx"], /E106 .*unknown language "xx"/u],
    [["extract", article, "--schemas", join(folder, "no-schemas")], /E210 .*no-schemas/u],
    [["extract"], /E105 .*nothing to read/u],
    [["extract", "--wrong"], /unknown option '--wrong'/u],
    [["distract"], /unknown command 'distract'/u],
    [["schemas", "show", "meting"], /did you mean "meeting"/u],
  ])("%j exits 2 and says why", async (args, wanted) => {
    const result = await run(args);
    expect(result.exit).toBe(2);
    expect(result.err).toMatch(wanted);
    expect(result.out).toBe("");
  });

  test("--help shows examples and exit codes, --version the version", async () => {
    const help = await run(["extract", "--help"]);
    expect(help.exit).toBe(0);
    expect(help.out).toMatch(/Examples:[\s\S]*Exit codes:/u);
    expect((await run(["--version"])).out.trim()).toMatch(/^\d+\.\d+\.\d+$/u);
  });
});

describe("colour", () => {
  const missing = join(folder, "missing.txt");
  test("only on a terminal; NO_COLOR forbids, FORCE_COLOR demands", async () => {
    expect((await run(["extract", missing])).err).not.toContain("\u001b[");
    expect((await run(["extract", missing, "-q"], { tty: true })).err).toContain("\u001b[31m");
    expect((await run(["extract", missing, "-q"], { tty: true, env: { NO_COLOR: "1" } })).err).not.toContain("\u001b[");
    expect((await run(["extract", missing], { env: { FORCE_COLOR: "1" } })).err).toContain("\u001b[31m");
  });
});

test("the spinner turns on a terminal, and leaves one without a width alone", async () => {
  expect((await run(["extract", article], { tty: true, columns: 80 })).err).toContain("reading");
  expect(await run(["extract", article], { tty: true, columns: 0 })).toMatchObject({ exit: 0, err: "" });
});

test("a long run on a terminal ends with what it came to; elsewhere a short run says nothing", async () => {
  const two = [file("p1.txt", LETTER), file("p2.txt", LETTER.replace("الكيني", "الأوغندي"))];
  expect((await run(["extract", ...two], { tty: true, columns: 80 })).err).toMatch(/demarche: 2 articles in \d+\.\d s, 2 events: letter 2\n/u);
  expect((await run(["extract", ...two])).err).toBe("");
  expect((await run(["extract", ...two, "--progress", "none"], { tty: true, columns: 80 })).err).toBe("");
  expect(await run(["extract", ...two, "--progress", "maybe"])).toMatchObject({ exit: 2, err: expect.stringMatching(/E119/u) as string });
});

describe("validate", () => {
  test("accepts what extract writes, in every format, and names record and path of a fault", async () => {
    for (const format of ["json", "jsonl", "yaml"]) {
      const { out } = await run(["extract", article, "-f", format]);
      expect(await run(["validate", file(`good.${format}`, out)]), format).toMatchObject({ exit: 0 });
    }
    const [record] = JSON.parse((await run(["extract", article])).out) as [Record<string, unknown>];
    const bad = file("bad.jsonl", `${JSON.stringify(record)}\n${JSON.stringify({ ...record, form: "sung" })}\n${JSON.stringify({ ...record, type: "leter" })}\n{broken\n`);
    const result = await run(["validate", bad]);
    expect(result.exit).toBe(1);
    expect(result.err).toMatch(/bad\.jsonl: record 2 \(evt_[0-9a-f]{10}\): form: /u);
    expect(result.err).toMatch(/record 3 .*unknown event type "leter".*did you mean "letter"/u);
    expect(result.err).toMatch(/bad\.jsonl:4: not valid JSON/u);
  });
});

describe("schemas", () => {
  test("list, show and json-schema", async () => {
    expect((await run(["schemas", "list"])).out).toMatch(/letter[\s\S]*fields: form \(written\|verbal\)[\s\S]*meeting/u);
    expect((await run(["schemas", "show", "letter"])).out).toMatch(/sender {2}Who wrote it/u);
    expect(JSON.parse((await run(["schemas", "json-schema", "letter"])).out)).toMatchObject({ title: "letter", $schema: "https://json-schema.org/draft/2020-12/schema" });
    expect(JSON.parse((await run(["schemas", "json-schema"])).out)).toHaveProperty("anyOf");
  });
});

describe("the built program", () => {
  const bin = new URL("../bin/demarche.js", import.meta.url).pathname;
  beforeAll(() => {
    if (!existsSync(new URL("../dist/cli.cjs", import.meta.url))) throw new Error("dist/ is missing: run `npm run build` first");
  });

  test("runs on a sample and prints records", () => {
    const result = spawnSync(process.execPath, [bin, "extract", "samples/ar/letter.txt"], { encoding: "utf8" });
    expect(result.stderr).toBe("");
    expect(result.status).toBe(0);
    expect((JSON.parse(result.stdout) as { type: string }[]).map((r) => r.type)).toEqual(["letter", "meeting"]);
  });

  test("gives the same bytes twice, and the same records as the sources", async () => {
    const once = spawnSync(process.execPath, [bin, "extract", "test/corpus", "-f", "jsonl"], { encoding: "utf8", maxBuffer: 1e8 });
    const twice = spawnSync(process.execPath, [bin, "extract", "test/corpus", "-f", "jsonl"], { encoding: "utf8", maxBuffer: 1e8 });
    expect(once.stdout.length).toBeGreaterThan(10_000);
    expect(twice.stdout).toBe(once.stdout);
    expect((await run(["extract", "test/corpus", "-f", "jsonl"])).out).toBe(once.stdout);
  });

  test("a closed pipe is no error", async () => {
    const child = spawn("sh", ["-c", `"${process.execPath}" "${bin}" extract test/corpus -f jsonl | head -c 10; echo "\${PIPESTATUS:-}"`], { stdio: ["ignore", "pipe", "pipe"] });
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(0);
    expect(err).toBe("");
  });
});
