import type { LanguageRules } from "./types.ts";

/**
 * Stage 4: which language is it? A vote by script and function words, with tables the packs hand over.
 * Persian and Urdu share the Arabic script and none of its commonest words.
 */

const SAMPLE = 4000; // units; a vote needs no more
const MIN_SHARE = 0.06; // function words among all words; Arabic news run at 0.15 to 0.3, Persian below 0.03
const MIN_SHARE_SHORT = 0.02;
const SHORT = 12; // words; a headline may hold no function word

export interface Vote {
  readonly language: string | undefined;
  readonly share: number;
}

export function identify(text: string, languages: readonly LanguageRules[]): Vote {
  const words = text.slice(0, SAMPLE).toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  let best: Vote = { language: undefined, share: 0 };
  for (const { id, identity } of languages) {
    const inScript = words.filter((w) => identity.script.test(w));
    if (inScript.length === 0 || inScript.length < words.length / 2) continue;
    const known = inScript.filter((w) => identity.words.has(w) || identity.shapes.test(w)).length;
    const alien = inScript.filter((w) => identity.alien.test(w)).length;
    const share = (known - alien) / inScript.length;
    const least = inScript.length <= SHORT ? MIN_SHARE_SHORT - 0.02 : MIN_SHARE;
    if (share >= least && share >= best.share) best = { language: id, share };
  }
  return best;
}
