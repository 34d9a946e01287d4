import type { Features, WordPart } from "../../core/types.ts";

/**
 * English word shapes: the possessive, and the inflection of lexicon entries. Everything here works on folded text (see fold.ts).
 * Source: Huddleston and Pullum, The Cambridge Grammar of the English Language (2002), ch. 3, 5, 18.
 */

/** The possessive, and "will". */
const ENCLITICS = ["'s", "'ll"] as const;

/** Split an enclitic off its word: "Russia's" is "Russia" and "'s". */
export function split(word: string): readonly WordPart[] {
  const enclitic = ENCLITICS.find((e) => word.endsWith(e));
  if (enclitic === undefined || word.length < MIN_HOST + enclitic.length) return [part(word, 0, word.length)];
  const at = word.length - enclitic.length;
  return [part(word, 0, at), part(word, at, word.length)];
}

function part(word: string, start: number, end: number): WordPart {
  const key = word.slice(start, end);
  return { start, end, key, stem: key, definite: false };
}

const MIN_HOST = 2;

/** English has no article written onto its word. */
export const stem = (key: string): { readonly stem: string; readonly definite: boolean } => ({ stem: key, definite: false });

/** What a common word may be without its ending: "ties" is "tie", "stopped" is "stop". */
export function bases(key: string): readonly string[] {
  for (const [ending, ...puts] of ENDINGS) {
    const rest = key.slice(0, -ending.length);
    if (!key.endsWith(ending) || rest.length < MIN_BASE) continue;
    const doubled = rest.at(-1) === rest.at(-2) ? [rest.slice(0, -1)] : [];
    return [...puts.map((put) => rest + put), ...doubled];
  }
  return [];
}

const MIN_BASE = 3;
const ENDINGS: readonly (readonly [ending: string, ...puts: string[]])[] = [
  ["ies", "y", "ie"],
  ["ied", "y"],
  ["ing", "", "e"],
  ["ed", "", "e"],
  ["es", "", "e"],
  ["ly", ""],
  ["s", ""],
];

export interface Form extends Features {
  readonly text: string;
}

/**
 * Every form of a lexicon entry. Notation (LanguagePack): `base / past` or `base / past / participle` a verb, regular where
 * nothing follows the stroke, its further words unchanged, "-" at the end where the gerund is another word; `noun*` a noun with its plural; anything else stands for itself.
 * A hyphen may be a space.
 * Example: "hand over /" gives hand over, hands over, handed over, handing over.
 */
export function inflect(entry: string): readonly Form[] {
  const forms = entry.includes("/") ? verb(entry) : entry.endsWith("*") ? noun(entry.slice(0, -1)) : [{ text: entry }];
  return forms.flatMap((form) => (form.text.includes("-") ? [form, { ...form, text: form.text.replaceAll("-", " ") }] : [form]));
}

const NO_GERUND = "-";

function verb(entry: string): readonly Form[] {
  const [whole = "", pastForm = "", participleForm = ""] = entry.split("/").map((s) => s.trim());
  const [base = "", ...tail] = whole.split(" ");
  const rest = tail.length > 0 ? ` ${tail.join(" ")}` : "";
  // An irregular form may be given with the words behind it.
  const put = (form: string): string => (form.includes(" ") ? form : form + rest);
  const past = put(pastForm || regularPast(base));
  const forms: Form[] = [
    { text: base + rest, form: "verb" },
    { text: third(base) + rest, form: "verb", tense: "present" },
    { text: past, form: "verb", tense: "past" },
  ];
  if (participleForm === NO_GERUND) return forms;
  forms.push({ text: gerund(base) + rest, form: "participle" });
  if (participleForm) forms.push({ text: put(participleForm), form: "verb", tense: "past" });
  return forms;
}

const noun = (base: string): readonly Form[] => [{ text: base }, { text: third(base) }];

const VOWEL = /[aeiou]/u;
/** A short word doubles its last consonant: "stop", "stopped". */
const doubles = (base: string): boolean => (/^[^aeiou]*[aeiou][bdgklmnprt]$/u.test(base) && base.length <= 4) || /(?:begin|mit|(?<!of|suf|dif)fer|pel|cel|kidnap)$/u.test(base);

const third = (base: string): string => {
  if (/(?:s|x|z|ch|sh)$/u.test(base)) return `${base}es`;
  if (base.endsWith("y") && !VOWEL.test(base.at(-2) ?? "")) return `${base.slice(0, -1)}ies`;
  return `${base}s`;
};
const regularPast = (base: string): string => {
  if (base.endsWith("e")) return `${base}d`;
  if (base.endsWith("y") && !VOWEL.test(base.at(-2) ?? "")) return `${base.slice(0, -1)}ied`;
  return doubles(base) ? `${base}${base.at(-1)}ed` : `${base}ed`;
};
const gerund = (base: string): string => {
  if (base.endsWith("e") && !base.endsWith("ee")) return `${base.slice(0, -1)}ing`;
  return doubles(base) ? `${base}${base.at(-1)}ing` : `${base}ing`;
};

const NAME_PARTICLES = new Set(["bin", "ibn", "ben", "bint", "ould", "al", "el", "abu", "abou", "von", "van", "der", "den", "de", "da", "di", "du", "dos", "del", "la", "le", "s", "jr", "sr"]);

/** Initials of two letters, which stand for one of another script: "Kh. Battulga", "Ts.Elbegdorj", "Yu. Ushakov". */
export const INITIALS: ReadonlySet<string> = new Set(["kh", "ts", "ch", "sh", "zh", "dz", "yu", "ya"]);

/** Keys that tell persons apart: particles and initials say nothing, "Abdul Rahman" and "Abdulrahman" agree, the article of "al-Busaidi" is dropped. */
export function nameKeys(keys: readonly string[]): readonly string[] {
  const out: string[] = [];
  for (let i = 0; i < keys.length; i++) {
    const key = (keys[i] ?? "").replaceAll("'", "");
    const next = keys[i + 1];
    if ((key === "abdul" || key === "abdel" || key === "abd") && next) {
      const particle = (next === "al" || next === "el" || next === "ul") && keys[i + 2];
      out.push(`abd${(particle ? keys[i + 2] : next) ?? ""}`);
      i += particle ? 2 : 1;
    } else if (key.length > 1 && !NAME_PARTICLES.has(key) && !(INITIALS.has(key) && keys.length > 1 && i === 0)) out.push(/^abd[ue]l./u.test(key) ? `abd${key.slice(5)}` : key);
  }
  return out;
}

const WORD_HEAD = /(?<=^|[ -])\p{L}/gu;

const SPACES = / {2,}/gu;

/** The name in plain letters: a key for finding one person across scripts. */
export function romanize(name: string): string {
  return name
    .replace(SPACES, " ")
    .trim()
    .replace(WORD_HEAD, (letter) => letter.toUpperCase());
}
