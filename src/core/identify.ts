import { sampleWords } from "./segment.ts";
import type { LanguageRules } from "./types.ts";

/**
 * Stage 4: which language is it? A vote by script and function words, with tables the packs hand over.
 * Persian and Urdu share the Arabic script and none of its commonest words.
 */

const SAMPLE = 400; // units; a vote needs no more
const SHORT = 12; // words; a headline may hold no function word

export interface Vote {
  readonly language: string | undefined;
  readonly share: number;
}

export function identify(text: string, languages: readonly LanguageRules[]): Vote {
  const words = sampleWords(text, SAMPLE);
  let best: Vote = { language: undefined, share: 0 };
  for (const { id, identity } of languages) {
    const inScript = words.filter((w) => identity.ranges.some(([from, to]) => w.charCodeAt(0) >= from && w.charCodeAt(0) <= to));
    if (inScript.length === 0 || inScript.length < words.length / 2) continue;
    const known = inScript.filter((w) => identity.words.has(w.toLowerCase()) || identity.prefixes.some((p) => w.length > p.length + 1 && w.startsWith(p))).length;
    const alien = inScript.filter((w) => hasLetterOf(w, identity.alien)).length;
    const share = (known - alien) / inScript.length;
    const least = inScript.length <= SHORT ? identity.least.few : identity.least.text;
    if (share >= least && share >= best.share) best = { language: id, share };
  }
  return best;
}

function hasLetterOf(word: string, letters: ReadonlySet<string>): boolean {
  for (let i = 0; i < word.length; i++) if (letters.has(word[i] as string)) return true;
  return false;
}
