import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold, foldKey, toOriginal } from "../src/core/fold.ts";
import { rules } from "../src/languages/rules.ts";
import { articles, corpora, extractArticle, spans } from "./helpers/corpus.ts";

// Letters, marks and controls that have broken foldings before.
const NASTY = [..."ابتةهوىيأإآؤئءٱلاﻻﷺﷲﺎﻢ", "\u064e", "\u0651", "\u0640", "\u0654", "\u200f", "\u061c", "\u200c", "\ufeff", "😀", "é", "e\u0301", "A", "٣", "۴", " ", "\n", ".", "\ud800", "ک", "ی"];
const text = fc.array(fc.constantFrom(...NASTY), { maxLength: 40 }).map((parts) => parts.join(""));

/** Fold texts, and look at every folded unit with the span it came from. */
const everyUnit = (table: (typeof rules)[number]["foldTable"], look: (unit: { text: string; folded: ReturnType<typeof fold>; i: number; start: number; end: number }) => void): void =>
  fc.assert(
    fc.property(text, (t) => {
      const folded = fold(t, table);
      for (let i = 0; i < folded.text.length; i++) look({ text: t, folded, i, ...toOriginal(folded, i, i + 1) });
    }),
  );

describe.each(rules.map((r) => [r.id, r.foldTable] as const))("fold laws, %s", (_, table) => {
  test("folding is idempotent", () => {
    fc.assert(
      fc.property(text, (t) => {
        const once = foldKey(t, table);
        expect(foldKey(once, table)).toBe(once);
      }),
    );
  });

  test("offsets never decrease, and every folded unit comes from somewhere", () => {
    everyUnit(table, ({ text: t, folded, i, start, end }) => {
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(t.length);
      if (i > 0) expect(start).toBeGreaterThanOrEqual(folded.starts[i - 1] as number);
    });
  });

  test("a long text of ligatures keeps its end", () => {
    const long = `${"ﷺ".repeat(5000)}${"a".repeat(60_000)}${"ﷺ".repeat(5000)}xyz`;
    const folded = fold(long, table);
    expect(folded.text.endsWith("xyz")).toBe(true);
    expect(toOriginal(folded, folded.text.length - 3, folded.text.length)).toEqual({ start: long.length - 3, end: long.length });
  });

  test("what a folded unit came from folds to it again", () => {
    everyUnit(table, ({ text: t, folded, i, start, end }) => {
      if (/\p{Cs}/u.test(t.slice(start, end))) return; // half of a pair stands for itself
      expect(foldKey(t.slice(start, end), table)).toContain(folded.text[i]);
    });
  });

  test("composed and decomposed spellings give one key", () => {
    fc.assert(
      fc.property(text, (t) => {
        expect(foldKey(t.normalize("NFC"), table)).toBe(foldKey(t.normalize("NFD"), table));
      }),
    );
  });
});

/** Put marks, stretching, bidi controls and emoji into a text without changing what it says. */
function disturb(original: string, seed: number): string {
  let state = seed;
  const next = (n: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % n;
  };
  const marks = ["\u064e", "\u064f", "\u0650", "\u0651", "\u0652", "\u0640", "\u200f", "\u200e", "\u061c", "\u2067"];
  let out = "";
  for (const char of original) {
    out += char;
    if (/[\u0628-\u064a]/u.test(char) && next(6) === 0) out += marks[next(marks.length)];
    if (char === "\n" && next(2) === 0) out += "😀 ";
  }
  return out;
}

describe.each(corpora)("spans stay exact under marks, stretching, bidi controls and emoji: %s", (language) => {
  test.each([1, 7, 42, 5, 11, 23])("seed %i", (seed) => {
    let seen = 0;
    for (const article of articles(language)) {
      const disturbed = disturb(article.text, seed);
      const points = [...disturbed];
      const records = extractArticle(article, disturbed);
      expect(
        records.map((r) => r.type),
        article.id,
      ).toEqual(extractArticle(article).map((r) => r.type));
      for (const { span, text: found } of records.flatMap(spans)) {
        seen++;
        expect(points.slice(span[0], span[1]).join(""), article.id).toBe(found);
      }
    }
    expect(seen).toBeGreaterThan(100);
  });
});
