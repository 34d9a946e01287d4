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
  for (const { id, cased, identity } of languages) {
    let inScript = 0;
    let score = 0; // words that the language has, less those that it cannot have
    for (const word of words) {
      if (!isOfScript(word, identity.ranges)) continue;
      inScript++;
      if (isKnown(cased ? word.toLowerCase() : word, identity)) score++;
      if (identity.alien.test(word)) score--;
    }
    if (inScript === 0 || inScript < words.length / 2) continue;
    const share = score / inScript;
    const least = inScript <= SHORT ? identity.least.few : identity.least.text;
    if (share >= least && share >= best.share) best = { language: id, share };
  }
  return best;
}

/** Does a word begin with a letter of a script? */
export function isOfScript(word: string, ranges: LanguageRules["identity"]["ranges"]): boolean {
  const unit = word.charCodeAt(0);
  for (const [from, to] of ranges) if (unit >= from && unit <= to) return true;
  return false;
}

function isKnown(word: string, { words, prefixes }: LanguageRules["identity"]): boolean {
  if (words.has(word)) return true;
  for (const prefix of prefixes) if (word.length > prefix.length + 1 && word.startsWith(prefix)) return true;
  return false;
}
