import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { EventRecord } from "../src/core/types.ts";
import { engine, sharedFile, spans } from "./helpers/corpus.ts";

const path = sharedFile("seed/letter-kz-sa.txt");
const brief = (party: unknown): string => {
  const { name, office, country } = party as Record<string, string>;
  return `${name}|${office}|${country}`;
};
const list = (value: unknown): unknown[] => value as unknown[];
const codes = (value: unknown): string[] => (value as { code: string }[]).map((t) => t.code).sort();
const run = (options: object): EventRecord[] => engine().extract({ text: readFileSync(path as string, "utf8") }, options).records;

test.skipIf(!path)("the seed gives its letter and its meeting, and nothing else", () => {
  const [letter, meeting, ...rest] = run({});
  expect(rest).toEqual([]);
  expect(letter).toMatchObject({ type: "letter", form: "written", status: "occurred", scope: "international" });
  expect(letter).not.toHaveProperty("place");
  expect(["sender", "recipient", "bearer", "receiver"].map((role) => brief(letter?.[role]))).toEqual([
    "قاسم جومارت توكاييف|president|KZ",
    "محمد بن سلمان بن عبدالعزيز آل سعود|crown-prince|SA",
    "يرميك كوشيرباييف|foreign-minister|KZ",
    "فيصل بن فرحان بن عبدالله|foreign-minister|SA",
  ]);
  expect(codes(letter?.["topics"])).toEqual(["bilateral-relations"]);
  expect(meeting).toMatchObject({ type: "meeting", place: { city: "Riyadh", country: "SA", venue: "مقر الوزارة" } });
  expect(list(meeting?.["host"]).map(brief)).toEqual(["فيصل بن فرحان بن عبدالله|foreign-minister|SA"]);
  expect(list(meeting?.["guests"]).map(brief)).toEqual(["يرميك كوشيرباييف|foreign-minister|KZ"]);
  expect(codes(meeting?.["topics"])).toEqual(["bilateral-relations", "international-issues", "joint-coordination", "regional-issues"]);
});

test.skipIf(!path)("the relations of 1994 are background, never foreground", () => {
  const all = run({ includeBackground: true });
  const relations = all.filter((r) => r.type === "relations");
  expect(relations.length).toBeGreaterThanOrEqual(1);
  expect(relations.every((r) => r.foreground === false)).toBe(true);
  expect(relations[0]).toMatchObject({ date: { value: "1994", precision: "year" } });
});

test.skipIf(!path)("every span of the seed is exact", () => {
  const points = [...readFileSync(path as string, "utf8")];
  for (const { span, text } of run({ includeBackground: true }).flatMap(spans)) expect(points.slice(...span).join("")).toBe(text);
});

test.skipIf(path)("the seed is not beside the project", () => {
  console.info("../shared/seed is missing: acceptance tests skipped");
});
