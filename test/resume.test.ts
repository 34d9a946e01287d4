import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { articles } from "./helpers/corpus.ts";
import { run } from "./helpers/run.ts";

/** A run with a ledger, stopped at any moment and started again, ends with the bytes of a run that was left alone. */

const folder = mkdtempSync(join(tmpdir(), "demarche-resume-"));
const input = join(folder, "archive.jsonl");
const corpus = articles("ar");
const lines = [...Array(1200).keys()].map((n) => (n === 700 ? "{" : JSON.stringify({ id: n, text: `${corpus[n % corpus.length]?.text ?? ""}\n${n}` })));
writeFileSync(input, lines.join("\n"));

const KILLS = 20;
const command = (output: string, ledger: string | undefined, jobs: string): string[] => [
  ...["bin/demarche.js", "extract", input, "-f", "json", "-o", output, "-q", "-j", jobs],
  ...(ledger === undefined ? [] : ["--ledger", ledger]),
];

/** @param after - milliseconds until the signal; none without */
function start(args: string[], signal?: NodeJS.Signals, after?: number): Promise<{ readonly exit: number | null; readonly err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    const timer = signal === undefined ? undefined : setTimeout(() => child.kill(signal), after);
    child.on("close", (exit) => {
      clearTimeout(timer);
      resolve({ exit, err });
    });
  });
}

describe.skipIf(!existsSync("dist/lazy/ledger.js"))("stopped and started again", () => {
  const whole = join(folder, "whole.json");

  test.each(["1", "2"])(`killed ${KILLS} times at any moment, with %s workers`, async (jobs) => {
    expect((await start(command(whole, undefined, "1"))).exit).toBe(1); // one line is broken
    const output = join(folder, `killed.${jobs}.json`);
    const ledger = join(folder, `killed.${jobs}.ledger`);
    let cut = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const { exit } = await start(command(output, ledger, jobs), "SIGKILL", 60 + Math.random() * 400);
      if (exit === null) cut++;
      if (existsSync(output)) {
        // Finished before its end came: begin anew.
        rmSync(output);
        rmSync(ledger);
      }
    }
    expect(cut).toBeGreaterThan(0);
    const summary = join(folder, "summary.json");
    expect((await start([...command(output, ledger, jobs), "--summary", summary])).exit).toBe(1);
    expect(readFileSync(output, "utf8")).toBe(readFileSync(whole, "utf8"));
    expect(JSON.parse(readFileSync(summary, "utf8"))).toMatchObject({ articles: lines.length - 1, errors: 1, failures: [{ code: "E417" }] });
    expect(existsSync(`${output}.partial`)).toBe(false);
  });

  test("interrupted: what is in hand is finished, and the message says how to go on", async () => {
    const output = join(folder, "stopped.json");
    const ledger = join(folder, "stopped.ledger");
    let stops = 0;
    for (let tries = 0; tries < 10 && stops === 0; tries++) {
      rmSync(output, { force: true });
      rmSync(ledger, { force: true });
      const { exit, err } = await start(command(output, ledger, "1"), "SIGINT", 150 + tries * 20);
      if (exit !== 130) continue; // too early or too late
      stops++;
      expect(err).toMatch(/stopped after \d+ articles; the same command goes on from there/u);
      expect(existsSync(output)).toBe(false);
    }
    expect(stops).toBe(1);
    await start(command(output, ledger, "1"));
    expect(readFileSync(output, "utf8")).toBe(readFileSync(whole, "utf8"));
  });
});

describe("a ledger is asked for what it holds", () => {
  const article = join(folder, "one.txt");
  writeFileSync(article, corpus[0]?.text ?? "");
  const output = join(folder, "one.json");
  const ledger = join(folder, "one.ledger");

  test("the same command again changes nothing; another one is refused", async () => {
    const args = ["extract", article, "-o", output, "--ledger", ledger];
    expect((await run(args)).exit).toBe(0);
    const first = readFileSync(output, "utf8");
    expect(first.length).toBeGreaterThan(10);
    expect((await run(args)).exit).toBe(0);
    expect(readFileSync(output, "utf8")).toBe(first);
    expect(await run([...args, "-t", "letter"])).toMatchObject({ exit: 2, err: expect.stringMatching(/E115 .*another run/u) as string });
  });

  test("what cannot be written is named: output, ledger, summary", async () => {
    for (const [name, args] of [
      ["output", ["-o", join(folder, "nowhere", "o.json"), "--ledger", join(folder, "n1.ledger")]],
      ["ledger", ["-o", join(folder, "n2.json"), "--ledger", join(folder, "nowhere", "l")]],
      ["summary", ["-o", join(folder, "n3.json"), "--ledger", join(folder, "n3.ledger"), "--summary", join(folder, "nowhere", "s.json")]],
    ] as const)
      expect(await run(["extract", article, ...args]), name).toMatchObject({ exit: 1, err: expect.stringMatching(/E410 cannot write .*nowhere/u) as string });
  });

  test("an article that changed is read again", async () => {
    const changing = join(folder, "changing.txt");
    const [a, b] = [join(folder, "c.json"), join(folder, "c.ledger")];
    writeFileSync(changing, corpus[0]?.text ?? "");
    await run(["extract", changing, "-o", a, "--ledger", b]);
    writeFileSync(changing, `${corpus[0]?.text ?? ""}\n.`);
    await run(["extract", changing, "-o", a, "--ledger", b]);
    expect(readFileSync(b, "utf8").trim().split("\n").length).toBe(3);
  });

  test("without an output there is nothing to go on with; an output that is gone is said to be", async () => {
    expect(await run(["extract", article, "--ledger", ledger])).toMatchObject({ exit: 2, err: expect.stringMatching(/E117/u) as string });
    rmSync(output);
    expect(await run(["extract", article, "-o", output, "--ledger", ledger])).toMatchObject({ exit: 2, err: expect.stringMatching(/E116 .*delete the ledger/u) as string });
  });
});
