import { createFoldTable } from "../../core/fold.ts";
import type { FoldTable } from "../../core/types.ts";

/**
 * Arabic folding: spellings that one writer or another uses for the same word become one key.
 * Hamza seats fold to their carrier (so that composed and decomposed forms agree), final ya and alef maqsura, ta marbuta
 * and ha, Persian and Urdu code points of the same letters, letters for p, v and g; marks, tatweel, joiners and bidi controls are dropped.
 * Source: Unicode UAX #9, UAX #15; Habash, Introduction to Arabic NLP (2010), ch. 2.
 */
const LETTERS: Readonly<Record<string, string>> = {
  "\u0622": "\u0627", // ALEF WITH MADDA ABOVE
  "\u0623": "\u0627", // ALEF WITH HAMZA ABOVE
  "\u0625": "\u0627", // ALEF WITH HAMZA BELOW
  "\u0671": "\u0627", // ALEF WASLA
  "\u0672": "\u0627",
  "\u0673": "\u0627",
  "\u0649": "\u064a", // ALEF MAKSURA
  "\u0626": "\u064a", // YEH WITH HAMZA ABOVE
  "\u06cc": "\u064a", // FARSI YEH
  "\u06d0": "\u064a",
  "\u06d2": "\u064a", // YEH BARREE
  "\u0624": "\u0648", // WAW WITH HAMZA ABOVE
  "\u0629": "\u0647", // TEH MARBUTA
  "\u06be": "\u0647", // HEH DOACHASHMEE
  "\u06c1": "\u0647", // HEH GOAL
  "\u06c0": "\u0647",
  "\u06d5": "\u0647", // AE
  "\u06a9": "\u0643", // KEHEH
  "\u06aa": "\u0643",
  "\u06c3": "\u0647",
  // Sounds that Arabic has no letter of its own for: written with these by some, with the next nearest letter by most.
  "\u067e": "\u0628", // PEH
  "\u0686": "\u062c", // TCHEH
  "\u0698": "\u0632", // JEH
  "\u06a4": "\u0641", // VEH
  "\u06ad": "\u0643", // NG, the Moroccan gaf
  "\u06af": "\u0643", // GAF
};

const DIGITS: readonly number[] = [0x660, 0x6f0]; // ARABIC-INDIC, EXTENDED ARABIC-INDIC

export const foldTable: FoldTable = createFoldTable((put) => {
  for (const [from, to] of Object.entries(LETTERS)) put(from.charCodeAt(0), to.charCodeAt(0));
  for (const first of DIGITS) for (let d = 0; d < 10; d++) put(first + d, 0x30 + d);
  put(0x640, 1); // TATWEEL
  for (const [from, to] of [
    [0x610, 0x61a],
    [0x64b, 0x65f],
    [0x670, 0x670],
    [0x6d6, 0x6dc],
    [0x6df, 0x6e8],
    [0x6ea, 0x6ed],
  ] as const)
    for (let c = from; c <= to; c++) put(c, 1);
});
