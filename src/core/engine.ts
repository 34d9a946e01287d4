import { type ExtractOptions, extractEvents, type Speaker, type Trace } from "./extract.ts";
import { foldKey } from "./fold.ts";
import { identify, isOfScript } from "./identify.ts";
import { createIndex } from "./lexicon.ts";
import { type Problem, problem, sourceName } from "./problem.ts";
import { sampleWords, WordCache } from "./segment.ts";
import type { EventRecord, Knowledge, LanguageRules, RawDocument } from "./types.ts";
import { uniformFrames, uniformKnowledge } from "./uniform.ts";

/** What became of one document. Plain data: it may cross threads. */
export interface Outcome {
  readonly records: EventRecord[];
  readonly problems: Problem[];
  readonly language: string | undefined;
}

export interface Engine {
  readonly knowledge: Knowledge;
  extract(raw: RawDocument, options?: ExtractOptions, trace?: Trace): Outcome;
}

const FEW_UNITS = 320;
const KNOWN_SHARE = 0.8;

/** Build an engine: indexes are made once per language, on first use. */
export function createEngine(given: Knowledge, languages: readonly LanguageRules[]): Engine {
  const knowledge = uniformKnowledge(given);
  const speakers = new Map<string, Speaker>();
  const speaker = (id: string): Speaker | undefined => {
    const known = speakers.get(id);
    if (known) return known;
    const data = knowledge.languages[id];
    const rules = languages.find((l) => l.id === id);
    if (!data || !rules) return undefined;
    const cache = new WordCache(rules, createIndex(data.lexicon, uniformFrames(data.frames), rules.bases));
    const made: Speaker = { data, rules, cache, surnames: new Set(data.surnames) };
    speakers.set(id, made);
    return made;
  };
  /** A few words, names above all, hold no function words: then the words themselves must be known. */
  const byLexicon = (text: string): string | undefined => {
    const words = sampleWords(text, FEW_UNITS);
    if (text.length > FEW_UNITS) return undefined;
    return languages.find(({ id, cased, foldTable, identity }) => {
      const own = words.filter((w) => isOfScript(w, identity.ranges));
      const small = cased ? own.filter((w) => w === w.toLowerCase()) : own;
      const known = small.filter((w) => speaker(id)?.cache.index.knows(foldKey(w, foldTable)));
      return own.length >= words.length / 2 && small.length > 0 && known.length / small.length >= KNOWN_SHARE;
    })?.id;
  };
  return {
    knowledge,
    extract(raw, options = {}, trace) {
      const language = options.language ?? identify(raw.text, languages).language ?? byLexicon(raw.text);
      const found = language === undefined ? undefined : speaker(language);
      if (!found) {
        const spoken = languages.map((l) => l.id).join(", ");
        const hint = `demarche reads: ${spoken}; force one with --language`;
        return {
          records: [],
          problems: [problem("W501", "not in a language that demarche reads; skipped", { ...(raw.path === undefined ? {} : { where: sourceName({ ...raw, path: raw.path }) }), hint })],
          language,
        };
      }
      return { records: extractEvents(raw, found, knowledge, options, trace), problems: [], language };
    },
  };
}
