import { readFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { extractFlags } from "../src/cli/flags.ts";
import type { Io } from "../src/cli/io.ts";
import { main } from "../src/cli/main.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

test("the README shows the help of extract as it is", async () => {
  const out = new PassThrough();
  let text = "";
  out.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  await main(["extract", "--help"], { stdout: Object.assign(out, { columns: 400 }), stderr: new PassThrough(), stdin: new PassThrough(), env: {} } as unknown as Io);
  const help = text.slice(0, text.indexOf("\nExamples:")).trim();
  const shown = /<!-- help:start -->\n```\n(?<help>[\s\S]*?)```/u.exec(readme)?.groups?.["help"]?.trim();
  // Line breaks depend on the width: compare the words.
  const words = (t: string | undefined): string => (t ?? "").replace(/\s+/gu, " ");
  expect(words(shown)).toBe(words(help));
});

test("the two commands stand at the top of the README", () => {
  const first = readme.split("\n").slice(0, 10).join("\n");
  expect(first).toContain("npm ci && node bin/demarche.js extract samples/ar/letter.txt");
  expect(first).toContain("npm test");
});

test("every flag of extract is told", () => {
  expect(extractFlags.length).toBeGreaterThan(5);
  for (const { flags } of extractFlags) expect(readme).toContain(flags);
});
