import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import sqlite from "node-sqlite3-wasm";
import { describe, expect, test } from "vitest";
import { startProgress } from "../src/cli/progress.ts";
import type { EventRecord } from "../src/core/types.ts";
import { run } from "./helpers/run.ts";

/** Where records go: tables, databases, folders of files; what is told of a run. */

const folder = mkdtempSync(join(tmpdir(), "demarche-outputs-"));
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const EN = "MUSCAT - Sultan Said bin Turki of Oman received a written message from King Hassan bin Talal of Jordan on bilateral relations.";
const ROWS = [
  { id: "n1", content: "BOGUS" },
  { id: "n2", content: EN },
];
const records = (out: string): EventRecord[] =>
  out
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as EventRecord);
const files = (path: string): string[] =>
  (readdirSync(path, { recursive: true, withFileTypes: true }) as unknown as { name: string; parentPath: string; isFile(): boolean }[])
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name).slice(path.length + 1))
    .sort();

describe("tables and summaries", () => {
  const rows = (out: string): Record<string, string>[] => parse(out, { columns: true });

  test("csv: every row has every column, in one order, whatever was found", async () => {
    const one = await run(["extract", file("one.txt", EN), "-f", "csv"]);
    const all = await run(["extract", "samples", "-f", "csv"]);
    const header = (out: string): string => out.slice(0, out.indexOf("\r\n"));
    expect(header(all.out)).toBe(header(one.out));
    expect(rows(one.out)).toMatchObject([
      { type: "letter", sender_name: "Hassan bin Talal", sender_office: "monarch", sender_country: "JO", recipient_country: "OM", topics: "bilateral-relations", start: "0" },
    ]);
    const meeting = rows(all.out).find((r) => r["type"] === "meeting" && r["path"]?.endsWith("ar/letter.txt"));
    expect(meeting).toMatchObject({ city: "Nairobi", country: "KE" });
    expect((await run(["extract", file("none.txt", "The weather was fine in the old town on that day.\n"), "-f", "csv"])).out).toBe(`${header(one.out)}\r\n`);
  });

  test("--csv-plain-cells: no cell is taken for a formula", async () => {
    const path = file("formula.jsonl", JSON.stringify({ id: "1", title: "=HYPERLINK(1)", text: EN }));
    expect(rows((await run(["extract", path, "-f", "csv"])).out)[0]?.["title"]).toBe("=HYPERLINK(1)");
    expect(rows((await run(["extract", path, "-f", "csv", "--csv-plain-cells"])).out)[0]?.["title"]).toBe("'=HYPERLINK(1)");
  });

  test("--summary tells what was read, found and failed", async () => {
    const summary = join(folder, "summary.json");
    const { exit } = await run(["extract", file("half.jsonl", `{\n${JSON.stringify(ROWS[1])}`), "--summary", summary]);
    expect(exit).toBe(1);
    expect(JSON.parse(readFileSync(summary, "utf8"))).toMatchObject({
      articles: 1,
      events: 1,
      byType: { letter: 1 },
      errors: 1,
      failures: [{ code: "E417", where: `${join(folder, "half.jsonl")}:1` }],
    });
  });
});

describe("Parquet", () => {
  const dayOf = (value: unknown): string => (value instanceof Date ? value.toISOString().slice(0, 10) : "");

  test("the columns of csv, typed, and the day as a date; the same bytes each time", async () => {
    const [path, again] = [join(folder, "a.parquet"), join(folder, "b.parquet")];
    for (const output of [path, again]) expect((await run(["extract", "samples", "-f", "parquet", "-o", output])).exit).toBe(0);
    expect(readFileSync(path).equals(readFileSync(again))).toBe(true);
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path) });
    const table = parse((await run(["extract", "samples", "-f", "csv"])).out, { columns: true }) as Record<string, string>[];
    expect(rows.length).toBe(table.length);
    for (const [i, { day, ...row }] of rows.entries()) {
      expect(dayOf(day)).toBe(table[i]?.["date_precision"] === "day" ? table[i]?.["date"] : "");
      const { published, ...cells } = row;
      expect(dayOf(published)).toBe(table[i]?.["published"]);
      for (const [name, value] of Object.entries(cells)) expect(String(value ?? ""), name).toBe(table[i]?.[name]);
      expect(row).toMatchObject({ foreground: true, confidence: expect.any(Number) as number, start: expect.any(Number) as number });
    }
  });

  test("no event: the columns stand, without rows", async () => {
    const path = join(folder, "none.parquet");
    await run(["extract", file("rain.txt", "It rained all day.\n"), "--language", "en", "-f", "parquet", "-o", path]);
    expect(await parquetReadObjects({ file: await asyncBufferFromFile(path) })).toEqual([]);
  });
});

describe("SQLite", () => {
  const all = (path: string, sql: string): unknown[] => {
    const database = new sqlite.Database(path, { readOnly: true });
    try {
      return database.all(sql);
    } finally {
      database.close();
    }
  };

  test("events, parties, topics and sources, joined by keys", async () => {
    const path = join(folder, "events.db");
    expect(await run(["extract", "samples", "-f", "sqlite", "-o", path])).toMatchObject({ exit: 0, out: "" });
    const jsonl = records((await run(["extract", "samples", "-f", "jsonl"])).out);
    expect(all(path, "SELECT record FROM events ORDER BY key").map((row) => JSON.parse((row as { record: string }).record))).toEqual(jsonl);
    expect(
      all(path, "SELECT p.name, p.country, s.path FROM events e JOIN parties p ON p.event = e.key JOIN sources s ON s.id = e.source WHERE e.type = 'letter' AND p.role = 'sender' ORDER BY e.key")[0],
    ).toEqual({
      name: "الحسن بن طلال الثالث",
      country: "JO",
      path: "samples/ar/letter.txt",
    });
    const topics = jsonl.flatMap((record) => (record["topics"] as { code: string }[]).map(({ code }) => code)).sort();
    expect(all(path, "SELECT code FROM topics ORDER BY code")).toEqual(topics.map((code) => ({ code })));
    expect(all(path, "SELECT count(*) AS n FROM sources")).toEqual([{ n: new Set(jsonl.map((r) => (r["source"] as { path: string }).path)).size }]);
    expect(all(path, "PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(all(path, "PRAGMA foreign_key_check")).toEqual([]);
    expect(all(path, "SELECT count(*) AS n FROM sqlite_master WHERE type = 'index'")[0]).toMatchObject({ n: 10 });
  });

  test("needs a file, and says where it cannot be", async () => {
    expect(await run(["extract", "samples", "-f", "sqlite"])).toMatchObject({ exit: 2, err: expect.stringMatching(/E121/u) as string });
    expect(await run(["extract", "samples", "-f", "sqlite", "-o", join(folder, "no", "x.db")])).toMatchObject({ exit: 1, err: expect.stringMatching(/E410/u) as string });
    expect(await run(["extract", "samples", "-f", "sqlite", "-o", "x", "--ledger", "y"])).toMatchObject({ exit: 2, err: expect.stringMatching(/E122/u) as string });
  });
});

describe("--output-dir, --keep-text", () => {
  test("a file for each source that could be read, under its path, and no other", async () => {
    const dir = join(folder, "dir");
    const bad = file("bad.jsonl", "{");
    const { exit } = await run(["extract", "samples/ar/letter.txt", bad, file("rain.txt", "It rained all day.\n"), "samples/en/letter.txt", "--output-dir", dir, "-f", "jsonl", "--language", "en"]);
    expect(exit).toBe(1);
    expect(files(dir)).toEqual(["samples/ar/letter.txt.jsonl", "samples/en/letter.txt.jsonl", join(folder, "rain.txt.jsonl").slice(1)].sort());
    expect(readFileSync(join(dir, "samples/en/letter.txt.jsonl"), "utf8")).toBe((await run(["extract", "samples/en/letter.txt", "-f", "jsonl"])).out);
    expect(readFileSync(join(dir, folder, "rain.txt.jsonl"), "utf8")).toBe("");
    await run(["extract", "-", "--output-dir", dir, "-f", "sqlite"], { stdin: EN });
    expect(existsSync(join(dir, "stdin.sqlite"))).toBe(true);
    expect(await run(["extract", "samples", "--output-dir", dir, "-o", "x"])).toMatchObject({ exit: 2, err: expect.stringMatching(/E120/u) as string });
  });

  test("spans are slices of the texts that were kept", async () => {
    const dir = join(folder, "texts");
    const path = file("rows.jsonl", ROWS.map((row) => JSON.stringify(row)).join("\n"));
    const found = records((await run(["extract", "samples", path, "--keep-text", dir, "-f", "jsonl"])).out);
    expect(found.length).toBeGreaterThan(4);
    for (const { source, topics } of found as unknown as { source: { sha256: string }; topics: { span: [number, number]; text: string }[] }[]) {
      const text = [...readFileSync(join(dir, `${source.sha256}.txt`), "utf8")];
      for (const topic of topics) expect(text.slice(...topic.span).join("")).toBe(topic.text);
    }
    expect(files(dir).length).toBe(new Set(found.map((r) => (r["source"] as { sha256: string }).sha256)).size);
  });
});

test("the line on a terminal says how far the run is, and how long it will take", async () => {
  const err: string[] = [];
  const stream = { isTTY: true, columns: 120, write: (text: string) => err.push(text) > 0, cursorTo() {}, clearLine() {}, moveCursor() {}, on() {}, once() {}, off() {}, removeListener() {} };
  const progress = await startProgress({ stderr: stream, env: {} } as never, "bar", async () => 1000);
  await new Promise((resolve) => setTimeout(resolve, 2100));
  progress.update({ documents: 12_345, events: 7, errors: 1 } as never, 250);
  await new Promise((resolve) => setTimeout(resolve, 200));
  progress.stop();
  expect(err.join("")).toMatch(/12,345 articles · [\d,]+\/s · 0\.0 MB\/s · 7 events · 1 failed · 25 % · 0:0[67] left/u);
});

test("GNU parallel drives it: the same bytes as one process", (context) => {
  if (spawnSync("parallel", ["--version"]).status !== 0 || !existsSync("dist/cli.cjs")) return context.skip("needs GNU parallel and a build");
  const archive = file(
    "archive.jsonl",
    Array.from({ length: 3000 }, (_, n) => JSON.stringify({ id: `p${n}`, text: `${EN} ${n}` }))
      .join("\n")
      .concat("\n"),
  );
  const demarche = `'${process.execPath}' bin/demarche.js extract - --input-format jsonl -f jsonl --dedupe off`;
  const shell = (command: string): { stdout: string; status: number | null } =>
    spawnSync("sh", ["-c", command], { encoding: "utf8", maxBuffer: 1e8, env: { ...process.env, PARALLEL_SHELL: "/bin/sh" } });
  const one = shell(`${demarche} < '${archive}'`);
  const many = shell(`parallel --will-cite --pipe --keep-order --block 100K -j 2 "${demarche} --jobs 1" < '${archive}'`);
  expect(records(one.stdout).length).toBe(3000);
  expect(many).toMatchObject({ status: 0 });
  expect(many.stdout === one.stdout).toBe(true);
});
