import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const src = fileURLToPath(new URL("../src/", import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ name, text: readFileSync(join(src, name), "utf8") }));
const code = files.map(({ name, text }) => ({ name, text: text.replace(/\/\*[\s\S]*?\*\//gu, "").replace(/(?<![:"'`])\/\/.*$/gmu, "") }));

/** Folder → what it may import; the one direction of the architecture. First match wins. */
const RULES: readonly { readonly folder: string; readonly may: readonly string[] }[] = [
  { folder: "core/", may: ["core/"] },
  { folder: "knowledge/", may: ["core/", "knowledge/", "languages/pack", "languages/index", "yaml", "zod", "node:fs", "node:path", "node:url"] },
  { folder: "languages/pack", may: ["core/", "zod"] },
  { folder: "languages/index", may: ["languages/"] },
  { folder: "languages/rules", may: ["core/", "languages/index"] },
  { folder: "languages/", may: ["core/", "languages/pack", "SELF"] },
  {
    folder: "read/",
    may: [
      ...["core/", "read/", "node:", "chardet", "iconv-lite", "tinyglobby"],
      ...["@mozilla/readability", "linkedom", "csv-parse", "stream-json/", "saxes", "postal-mime", "warcio"],
      ...["unbzip2-stream", "xz-decompress", "fzstd", "modern-tar", "yauzl", "unpdf", "mammoth"],
    ],
  },
  { folder: "output/", may: ["core/", "output/", "yaml", "csv-stringify/", "hyparquet-writer"] },
  { folder: "eval/", may: ["core/", "eval/", "zod"] },
  { folder: "run/", may: ["core/", "knowledge/", "languages/rules", "read/", "output/", "run/", "eld/small", "piscina", "node:"] },
  { folder: "cli/", may: ["core/", "knowledge/", "languages/rules", "read/", "output/", "run/", "eval/", "cli/", "commander", "chalk", "ora", "zod", "yaml", "node-sqlite3-wasm", "node:"] },
  { folder: "build/", may: ["core/", "knowledge/", "languages/", "esbuild", "yaml", "@faker-js/faker", "node:"] },
  { folder: "index.ts", may: ["core/", "knowledge/", "languages/rules"] },
];

const imports = (text: string): string[] =>
  [...text.matchAll(/^(?:import|export)\s(?:[^"=;(]*?from\s*)?"(?<fixed>[^"]+)"|\bimport\("(?<lazy>[^"]+)"\)/gmu)].map((m) => m.groups?.["fixed"] ?? m.groups?.["lazy"] ?? "");

test("imports follow the one direction", () => {
  const bad: string[] = [];
  let seen = 0;
  for (const { name, text } of code) {
    const rule = RULES.find((r) => name.startsWith(r.folder));
    if (!rule) {
      bad.push(`${name}: no rule for this folder`);
      continue;
    }
    for (const target of imports(text)) {
      seen++;
      const path = target.startsWith(".") ? relative(src, join(src, dirname(name), target)) : target;
      const self = rule.may.includes("SELF") && path.startsWith(`${dirname(name)}/`);
      if (!self && !rule.may.some((may) => path.startsWith(may))) bad.push(`${name} imports ${path}`);
    }
  }
  expect(seen).toBeGreaterThan(50);
  expect(bad).toEqual([]);
});

test("the engine knows no event type, no language and no word of one", () => {
  const types = readdirSync(new URL("../schemas/events/", import.meta.url)).map((name) => name.replace(/\.yaml$/u, ""));
  const languages = readdirSync(join(src, "languages"), { withFileTypes: true })
    .filter((e) => e.isDirectory())
    .map((e) => e.name);
  expect(types.length).toBeGreaterThan(1);
  expect(languages.length).toBeGreaterThan(0);
  const bad: string[] = [];
  for (const { name, text } of code) {
    if (/^(?:build|languages|eval)\//u.test(name)) continue;
    for (const type of types) if (text.includes(`"${type}"`)) bad.push(`${name} names the event type ${type}`);
    for (const language of languages) if (text.includes(`"${language}"`)) bad.push(`${name} names the language ${language}`);
    if (/[\p{Script=Arabic}&&\p{L}]/v.test(text) && !name.startsWith("read/decode") && !name.startsWith("read/charsets")) bad.push(`${name} holds Arabic words`);
  }
  expect(bad).toEqual([]);
});

test("no process, console, clock or chance where there must be none", () => {
  const bad: string[] = [];
  for (const { name, text } of code) {
    if (!/^(?:cli|build)\//u.test(name) && /\bconsole\./u.test(text)) bad.push(`${name}: console`);
    if (/\bprocess\.exit\(/u.test(text)) bad.push(`${name}: process.exit`);
    if (name.startsWith("core/") && /Date\.now|new Date\(\)|Math\.random|\bprocess\./u.test(text)) bad.push(`${name}: clock, chance or process in the core`);
    if (!name.startsWith("build/") && /\bas any\b|: any\b|@ts-ignore|export default/u.test(text)) bad.push(`${name}: any, @ts-ignore or a default export`);
    for (const [regex, , flags] of text.matchAll(/(?<=[=(,:]\s*)\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)/gu))
      if (!/[uv]/u.test(flags ?? "") && !name.startsWith("build/")) bad.push(`${name}: ${regex} without the u or v flag`);
  }
  expect(bad).toEqual([]);
});
