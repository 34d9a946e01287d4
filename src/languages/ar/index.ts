import type { LanguagePack } from "../pack.ts";
import { foldTable } from "./fold.ts";
import { bases, inflect, nameKeys, romanize, split, stem } from "./words.ts";

/** Arabic. */
export const ar: LanguagePack = {
  rules: {
    id: "ar",
    foldTable,
    split,
    bases,
    abbreviations: new Set(["د", "م", "أ", "ا", "ص", "ب", "هـ"]),
    identity: {
      ranges: [
        [0x600, 0x6ff],
        [0x750, 0x77f],
        [0xfb50, 0xfdff],
        [0xfe70, 0xfeff],
      ],
      words: new Set("في من على إلى الى عن مع أن إن التي الذي هذا هذه بين بعد قبل خلال كما أو ما لا لم كان وقد قد اليوم كل رئيس الرئيس وزير الخارجية وفي ومن وعلى له لها".split(" ")),
      prefixes: ["ال", "وال", "بال", "فال", "كال", "لل"], // the article
      alien: /[پچژگٹڈڑےں]/u, // letters of Persian and Urdu
      least: { text: 0.06, few: 0 }, // Arabic news run at 0.15 to 0.3, Persian below 0.03
    },
    cased: false,
    order: "verb-first",
    joiners: new Set(),
    placeRelations: ["in", "with", "to"],
    ranks: new Set(["majesty", "highness", "fakhama", "dawla", "maali", "saada"]),
    feminine: /^ت|ت$/u,
    adverb: /ا$/u, // indefinite accusative
    common: /\u064b|^لل/u, // its sign, where it is written; a preposition on the article
    plural: /^ال.{3,}ات$/u, // sound feminine
    adjective: /(?:يه|ي)$/u, // nisba
    romanize,
    nameKeys,
    manyVerb: /(?:وا|ون)$/u,
    dualVerb: /^.{2,}[^هن]ا$/u, // a shorter one is weak ("دعا"), and "ها", "نا" are pronouns
    nameClitics: new Set(["ب", "ل"]),
    sonOf: "بن",
  },
  files: [
    "grammar.yaml",
    "verbs.yaml",
    "titles.yaml",
    "countries.yaml",
    "countries.generated.yaml",
    "places.yaml",
    "places.generated.yaml",
    "organizations.yaml",
    "topics.yaml",
    "dates.yaml",
    "names.yaml",
    "names.generated.yaml",
    "common.yaml",
  ],
  inflect,
  // Egypt writes the foreign g with jim, the Levant with ghayn.
  spellings: (text) => (text.includes("غ") ? [text.replaceAll("غ", "ج")] : []),
  stem,
  articles: /^ال/u,
  phraseProclitics: ["و", "ب", "ل", "وب", "ول"],
};
