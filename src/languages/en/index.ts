import type { LanguagePack } from "../pack.ts";
import { APOSTROPHE, foldTable } from "./fold.ts";
import { bases, INITIALS, inflect, nameKeys, romanize, split, stem } from "./words.ts";

/** English. */
export const en: LanguagePack = {
  rules: {
    id: "en",
    foldTable,
    split,
    bases,
    abbreviations: new Set(
      "mr mrs ms dr prof eng gen lt col maj capt sgt adm sen rep gov st jr sr messrs hon rev amb no vs etc jan feb mar apr jun jul aug sept sep oct nov dec al inc ltd co corp dept fig ft u.s".split(
        " ",
      ),
    ),
    identity: {
      ranges: [
        [0x41, 0x5a],
        [0x61, 0x7a],
        [0xc0, 0x24f],
      ],
      words: new Set(
        "the of and in to an also with for from by that this was were has have had been will would his her their its he she they which who during between after before said says at on as is are be not".split(
          " ",
        ),
      ),
      prefixes: [],
      alien: /[àâäåæçèéêëìíîïñòôöøùúûüýÿßœšžčćđęąłńśźżőűğışță]/u, // letters of its neighbours: a name may hold one, a text many
      least: { text: 0.12, few: 0.1 }, // English news run at 0.3 to 0.45, Dutch below 0.11, Danish below 0.05
    },
    initials: INITIALS,
    cased: true,
    order: "subject-first",
    joiners: new Set([APOSTROPHE]),
    placeRelations: ["in"],
    placeEndings: new Set(["in", "at"]),
    adverb: /ly$/u,
    common: /(?!)/u,
    plural: /(?!)/u,
    adjective: /(?:al|ic|ive|ous|ing|ed|ary|ory|ful|ish|ese|ian|ean|ent|ant|ible|able)$/u,
    gerund: /ing$/u,
    romanize,
    nameKeys,
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
    "common.generated.yaml",
  ],
  inflect,
  spellings: () => [],
  stem,
  phraseProclitics: [],
};
