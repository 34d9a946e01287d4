import type { FoldedText, FoldTable, Span } from "./types.ts";

/** A fold table's value for "drop this unit". */
export const DROP = 1;

/** Invisible controls, dropped in every language: they carry no letter. */
const INVISIBLE: readonly (readonly [number, number])[] = [
  [0xad, 0xad], // SOFT HYPHEN
  [0x61c, 0x61c], // ARABIC LETTER MARK
  [0x180e, 0x180e], // MONGOLIAN VOWEL SEPARATOR
  [0x200b, 0x200f], // ZERO WIDTH SPACE … RIGHT-TO-LEFT MARK
  [0x202a, 0x202e], // bidi embeddings and overrides
  [0x2060, 0x2064], // WORD JOINER …
  [0x2066, 0x206f], // bidi isolates
  [0xfe00, 0xfe0f], // VARIATION SELECTORS
  [0xfeff, 0xfeff], // BYTE ORDER MARK
];

/**
 * Build a fold table. Every table lowers ASCII, takes accents off Latin letters and drops invisible controls; `fill` adds the language's own pairs.
 *
 * @param fill calls `put(unit, replacement)`; a replacement of 1 drops the unit
 */
export function createFoldTable(fill: (put: (unit: number, to: number) => void) => void): FoldTable {
  const units = new Uint16Array(0x10000);
  for (let c = 0x41; c <= 0x5a; c++) units[c] = c + 0x20;
  for (const [from, to] of INVISIBLE) units.fill(DROP, from, to + 1);
  for (let c = 0x300; c <= 0x36f; c++) units[c] = DROP;
  for (let c = 0xc0; c <= 0x24f; c++) {
    // "é" and "e" with an accent are one key, as they are one letter.
    const base = String.fromCharCode(c).normalize("NFD").toLowerCase().charCodeAt(0);
    if (base < 0x80) units[c] = base;
  }
  // The same for Arabic letters with a hamza or madda: composed and decomposed spellings agree, whatever the language.
  units.fill(DROP, 0x653, 0x656);
  for (let c = 0x622; c <= 0x626; c++) units[c] = String.fromCharCode(c).normalize("NFD").charCodeAt(0);
  fill((unit, to) => {
    units[unit] = to;
  });
  const expand = (unit: number): string | undefined => {
    // Arabic presentation forms and Latin ligatures: one unit, several letters. NFKC takes them apart.
    if ((unit >= 0xfb00 && unit <= 0xfdff) || (unit >= 0xfe70 && unit <= 0xfefc)) return String.fromCharCode(unit).normalize("NFKC");
    return undefined;
  };
  return { units, expand };
}

/**
 * Fold a text and keep, for every folded unit, where it came from.
 *
 * Dropped units inside a span belong to it; combining marks after the last letter belong to that letter's cluster and so to the span;
 * other dropped units at the edges do not. A ligature that folds to several letters maps each of them to the whole ligature.
 *
 * @returns folded text with original start and end (half-open, UTF-16 units) of each of its units; starts never decrease
 * Source: Unicode UAX #15: composition changes length both ways, so no constant shift is right.
 */
export function fold(text: string, table: FoldTable): FoldedText {
  const { units, expand } = table;
  const length = text.length;
  let out = new Uint16Array(length + 16);
  let starts = new Uint32Array(length + 16);
  let ends = new Uint32Array(length + 16);
  let n = 0;
  const grow = (): void => {
    const more = (old: Uint32Array): Uint32Array<ArrayBuffer> => {
      const next = new Uint32Array(old.length * 2);
      next.set(old);
      return next;
    };
    const nextOut = new Uint16Array(out.length * 2);
    nextOut.set(out);
    out = nextOut;
    starts = more(starts);
    ends = more(ends);
  };
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    const to = units[unit] as number;
    if (to === DROP) {
      // A mark right after its letter is part of the letter's cluster.
      if (n > 0 && ends[n - 1] === i && isMark(unit)) ends[n - 1] = i + 1;
      continue;
    }
    if (unit >= 0xfb00) {
      const expanded = expand(unit);
      if (expanded !== undefined) {
        for (let k = 0; k < expanded.length; k++) {
          const inner = expanded.charCodeAt(k);
          const folded = units[inner] as number;
          if (folded === DROP) continue;
          if (n + 1 >= out.length) grow();
          out[n] = folded === 0 ? inner : folded;
          starts[n] = i;
          ends[n] = i + 1;
          n++;
        }
        continue;
      }
    }
    if (n + 1 >= out.length) grow();
    out[n] = to === 0 ? unit : to;
    starts[n] = i;
    ends[n] = i + 1;
    n++;
  }
  return { text: unitsToString(out, n), original: text, starts, ends };
}

/** Combining marks that tables drop: Arabic marks and U+0300–036F. */
function isMark(unit: number): boolean {
  return (unit >= 0x300 && unit <= 0x36f) || (unit >= 0x610 && unit <= 0x61a) || (unit >= 0x64b && unit <= 0x65f) || unit === 0x670 || (unit >= 0x6d6 && unit <= 0x6ed);
}

const decoder = new TextDecoder("utf-16le", { ignoreBOM: true });

// A lone surrogate becomes U+FFFD here; it keeps its place, and folded text is never shown.
const unitsToString = (units: Uint16Array, length: number): string => decoder.decode(units.subarray(0, length));

/** Fold a key for lookup: the text alone. */
export const foldKey = (text: string, table: FoldTable): string => fold(text, table).text;

/** Widen a span of folded text to the original text it came from. */
export function toOriginal(folded: FoldedText, start: number, end: number): Span {
  if (end <= start) return { start: folded.starts[start] ?? folded.original.length, end: folded.starts[start] ?? folded.original.length };
  return { start: folded.starts[start] as number, end: folded.ends[end - 1] as number };
}
