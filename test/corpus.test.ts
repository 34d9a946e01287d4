import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { measure, score } from "../src/eval/score.ts";
import { articles, corpora, engine, extractArticle, sharedFile, spans } from "./helpers/corpus.ts";

// Floors of the own corpora. Raise them when the figures rise; lowering one is a commit of its own, with its reason.
const SIZE: Readonly<Record<string, number>> = { ar: 120, en: 80 };
const FLOORS = { event: 0.97, slot: 0.95 };

describe.each(corpora)("corpus %s", (language) => {
  const all = articles(language);

  test("is large, holds negatives, and every event type several times", () => {
    expect(all.length).toBeGreaterThanOrEqual(SIZE[language] ?? 80);
    expect(all.filter((a) => a.gold.events.length === 0).length / all.length).toBeGreaterThanOrEqual(0.15);
    const types = all.flatMap((a) => a.gold.events.filter((e) => !e.optional).map((e) => e.type));
    for (const type of Object.keys(engine().knowledge.plans)) expect(types.filter((t) => t === type).length, type).toBeGreaterThanOrEqual(6);
  });

  test("events and slots reach their floors", () => {
    const report = score(all.map((article) => ({ gold: article.gold, records: extractArticle(article) })));
    const faults = report.notes.map((n) => `${n.id}: ${n.faults.join("; ")}`).join("\n");
    expect(measure(report.events).f1, faults).toBeGreaterThanOrEqual(FLOORS.event);
    expect(measure(report.slots).f1, faults).toBeGreaterThanOrEqual(FLOORS.slot);
    expect(report.negatives.clean, faults).toBe(report.negatives.total);
  });

  test("every text is the slice at its span, in code points", () => {
    let seen = 0;
    for (const article of all) {
      const points = [...article.text];
      for (const { span, text } of extractArticle(article).flatMap(spans)) {
        seen++;
        expect(points.slice(span[0], span[1]).join(""), article.id).toBe(text);
      }
    }
    expect(seen).toBeGreaterThan(100);
  });

  test("two runs give identical records", () => {
    for (const article of all) expect(JSON.stringify(extractArticle(article))).toBe(JSON.stringify(extractArticle(article)));
  });

  test("the scorer beside the project agrees with ours", (context) => {
    const scorer = sharedFile("eval/score.mjs");
    if (!scorer) return context.skip("../shared/eval/score.mjs is not here");
    const records = all.flatMap((article) => extractArticle(article));
    const file = join(mkdtempSync(join(tmpdir(), "demarche-")), "events.jsonl");
    writeFileSync(file, records.map((r) => JSON.stringify(r)).join("\n"));
    const theirs = JSON.parse(execFileSync(process.execPath, [scorer, "--gold", `test/corpus/${language}`, "--pred", file, "--json"], { encoding: "utf8" })) as { eventF1: number; slotF1: number };
    const ours = score(all.map((article) => ({ gold: article.gold, records: extractArticle(article) })));
    expect(measure(ours.events).f1).toBeCloseTo(theirs.eventF1, 3);
    expect(measure(ours.slots).f1).toBeCloseTo(theirs.slotF1, 3);
  });
});
