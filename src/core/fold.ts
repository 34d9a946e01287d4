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
  if (out.length < length) out = new Uint16Array(length + SPARE);
  // Until a unit is dropped or expanded, each stands where it stood.
  let moved: Places | undefined;
  let n = 0;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    const to = units[unit] as number;
    if (to !== DROP && unit < EXPANDING) {
      if (moved) {
        if (n >= moved.starts.length) moved = grown(moved);
        if (n >= out.length) out = copied(out, new Uint16Array(2 * out.length));
        moved.starts[n] = i;
        moved.ends[n] = i + 1;
      }
      out[n++] = to === 0 ? unit : to;
      continue;
    }
    moved ??= shifted(n, length);
    if (to === DROP) {
      // A mark right after its letter is part of the letter's cluster.
      if (n > 0 && moved.ends[n - 1] === i && isMark(unit)) moved.ends[n - 1] = i + 1;
      continue;
    }
    const expanded = expand(unit) ?? (text[i] as string);
    for (let k = 0; k < expanded.length; k++) {
      const inner = expanded.charCodeAt(k);
      const folded = units[inner] as number;
      if (folded === DROP) continue;
      if (n >= moved.starts.length) moved = grown(moved);
      if (n >= out.length) out = copied(out, new Uint16Array(2 * out.length));
      out[n] = folded === 0 ? inner : folded;
      moved.starts[n] = i;
      moved.ends[n] = i + 1;
      n++;
    }
  }
  const { starts, ends } = moved ?? unmoved(length);
  return { text: unitsToString(out, n), original: text, starts, ends };
}

const EXPANDING = 0xfb00; // from here on units may expand
const SPARE = 16; // units
const KEPT = 1 << 15; // units of a text whose places are kept for the next one

type Places = Pick<FoldedText, "starts" | "ends">;

/** Where folded units are put together: read into a string before the next text is folded. */
let out = new Uint16Array(KEPT);

/** Places of a text in which nothing is moved: the beginning of the whole numbers. */
const unmoved = (length: number): Places => {
  if (length > KEPT) return wholeNumbers(length);
  kept ??= wholeNumbers(KEPT);
  return kept;
};

let kept: Places | undefined;

function wholeNumbers(count: number): Places {
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    starts[i] = i;
    ends[i] = i + 1;
  }
  return { starts, ends };
}

/** Places for a text in which the first `n` units stand where they stood, and the next does not. */
function shifted(n: number, length: number): Places {
  const { starts, ends } = unmoved(n);
  return { starts: copied(starts.subarray(0, n), new Uint32Array(length + SPARE)), ends: copied(ends.subarray(0, n), new Uint32Array(length + SPARE)) };
}

const grown = ({ starts, ends }: Places): Places => ({
  starts: copied(starts, new Uint32Array(2 * starts.length)),
  ends: copied(ends, new Uint32Array(2 * ends.length)),
});

function copied<T extends Uint16Array | Uint32Array>(from: Uint16Array | Uint32Array, to: T): T {
  to.set(from);
  return to;
}

/** Combining marks that tables drop: Arabic marks and U+0300–036F. */
function isMark(unit: number): boolean {
  return (unit >= 0x300 && unit <= 0x36f) || (unit >= 0x610 && unit <= 0x61a) || (unit >= 0x64b && unit <= 0x65f) || unit === 0x670 || (unit >= 0x6d6 && unit <= 0x6ed);
}

const decoder = new TextDecoder("utf-16le", { ignoreBOM: true });

// In a long text a lone surrogate becomes U+FFFD; it keeps its place, no word holds one, and folded text is never shown.
const unitsToString = (units: Uint16Array, length: number): string => (length <= FEW ? String.fromCharCode(...units.subarray(0, length)) : decoder.decode(units.subarray(0, length)));

const FEW = 64; // units; a decoder is slower for as few

/** Fold a key for lookup: the text alone. */
export const foldKey = (text: string, table: FoldTable): string => fold(text, table).text;

/** Widen a span of folded text to the original text it came from. */
export function toOriginal(folded: FoldedText, start: number, end: number): Span {
  if (end <= start) return { start: folded.starts[start] ?? folded.original.length, end: folded.starts[start] ?? folded.original.length };
  return { start: folded.starts[start] as number, end: folded.ends[end - 1] as number };
}
