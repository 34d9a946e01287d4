import type { Features, Pronoun, WordPart } from "../../core/types.ts";

/**
 * Arabic word shapes: articles, proclitics, enclitics, and the inflection of lexicon entries.
 * Everything here works on folded text (see fold.ts).
 * Source: Ryding, A Reference Grammar of Modern Standard Arabic (2005), ch. 4–9, 12, 21–26.
 */

// Words whose first two letters look like the article and are not.
const NO_ARTICLE = new Set(["الله", "اللهم", "الذي", "التي", "الذين", "اللذان", "اللذين", "اللتان", "اللواتي", "الان", "الى", "الي", "الا", "اليه", "اليها", "اليهم", "اليهما", "الوزن"]);

/** Shortest rest that an article may be cut from: shorter ones are particles ("الي", "الا"). */
const MIN_STEM = 3;

/** The key without the definite article, and whether it had one. */
export function stem(key: string): { readonly stem: string; readonly definite: boolean } {
  if (key.startsWith("ال") && key.length >= MIN_STEM + 2 && !NO_ARTICLE.has(key)) return { stem: key.slice(2), definite: true };
  return { stem: key, definite: false };
}

const CONJUNCTIONS = ["", "و", "ف"] as const;
const PREPOSITIONS = ["", "ب", "ل", "ك"] as const;

// Letters that do not join to the next one: a missing space after them goes unseen ("وزيرالخارجية").
const NON_JOINING = new Set(["ا", "د", "ذ", "ر", "ز", "و", "ه", "ي"]);
const MIN_GLUED = 8; // shorter unknown words are names

/**
 * Split a folded word into conjunction, preposition and rest. The whole word wins over a split ("وزير" is no "و" + "زير"),
 * and a split needs a rest that the lexicon knows.
 *
 * @returns parts with offsets into the folded word; a single part when nothing splits
 */
export function split(word: string, knows: (stem: string) => boolean): readonly WordPart[] {
  const whole = part(word, 0, word.length);
  if (word === AND_TO) return [part(word, 0, 1), part(word, 1, word.length)];
  const listed = known(whole, knows);
  if (listed) return [listed];
  const parts = cut(word, knows) ?? unglue(word, knows) ?? ungluePair(word, knows);
  if (parts) return parts;
  // An unknown word that begins with "و" is nearly always a conjunction and a name; names in "و" are listed.
  if (word.startsWith("و") && word[1] !== "و" && word.length >= 4) return [part(word, 0, 1), part(word, 1, word.length)];
  return [whole];
}

/** A word of the lexicon, with or without its article; "الألغام" has one before a word that begins like one itself. */
function known(word: WordPart, knows: (stem: string) => boolean): WordPart | undefined {
  if (knows(word.stem) || (word.definite && knows(word.key))) return word;
  const inner = word.definite ? stem(word.stem) : undefined;
  return inner?.definite && knows(inner.stem) ? { ...word, stem: inner.stem } : undefined;
}

/** Folding makes "وإلى" (and to) one word with "والي" (governor of): the first is met far more often. */
const AND_TO = "والي";

function cut(word: string, knows: (stem: string) => boolean): readonly WordPart[] | undefined {
  for (const conjunction of CONJUNCTIONS) {
    if (!word.startsWith(conjunction)) continue;
    for (const preposition of PREPOSITIONS) {
      const at = conjunction.length + preposition.length; // "ف" and "ك" begin many words and are rare as proclitics
      if (at === 0 || !word.startsWith(preposition, conjunction.length) || word.length - at < (preposition === "ك" ? MIN_STEM + 2 : 2)) continue;
      const rest = part(word, at, word.length);
      if (conjunction === "ف" && rest.stem.length < MIN_STEM + 1) continue; // "فاليري" is no "ف" + "اليري"
      const lead: WordPart[] = [];
      if (conjunction) lead.push(part(word, 0, 1));
      if (preposition) lead.push(part(word, conjunction.length, at));
      const listed = known(rest, knows);
      if (listed) return [...lead, listed];
      // "لل" is ل + the article with its alef elided.
      if (preposition === "ل" && rest.key.startsWith("ل") && rest.key.length > MIN_STEM && knows(rest.key.slice(1)))
        return [...lead, { start: at, end: word.length, key: `ا${rest.key}`, stem: rest.key.slice(1), definite: true }];
    }
  }
  return undefined;
}

function unglue(word: string, knows: (stem: string) => boolean): readonly WordPart[] | undefined {
  if (word.length < MIN_GLUED) return undefined;
  for (let at = 3; at <= word.length - 3; at++) {
    if (!NON_JOINING.has(word[at - 1] ?? "")) continue;
    const right = part(word, at, word.length);
    if (!knows(right.stem)) continue;
    const left = word.slice(0, at);
    const leftPart = part(left, 0, at);
    // One of the two must show its article: two bare words are more likely one name.
    if (!right.definite && !(leftPart.definite && at >= MIN_GLUED - 2)) continue;
    if (knows(leftPart.stem)) return [leftPart, right];
    const leftCut = cut(left, knows);
    if (leftCut) return [...leftCut, right];
  }
  return undefined;
}

const MIN_PAIR = 4; // letters of either word
const PAIRING = new Set(["و", "ب", "ل"]);

/**
 * Pages that lost their spaces beside names ("تونسوفلسطين", "سفير فلسطينبتونس", "الولاياتالمتحدة"): two known words with a proclitic
 * between them, or two with articles.
 */
function ungluePair(word: string, knows: (stem: string) => boolean): readonly WordPart[] | undefined {
  for (let at = MIN_PAIR; at <= word.length - MIN_PAIR; at++) {
    const left = part(word.slice(0, at), 0, at);
    if (!knows(left.stem)) continue;
    const next = part(word, at, word.length);
    if (left.definite && next.definite && next.stem.length >= MIN_PAIR && knows(next.stem)) return [left, next];
    const right = part(word, at + 1, word.length);
    if (!PAIRING.has(word[at] ?? "") || right.key.length < MIN_PAIR) continue;
    const rest = knows(right.stem) ? [right] : ungluePair(right.key, knows)?.map((p) => ({ ...p, start: p.start + at + 1, end: p.end + at + 1 }));
    if (rest) return [left, part(word, at, at + 1), ...rest];
  }
  return undefined;
}

function part(word: string, start: number, end: number): WordPart {
  const key = word.slice(start, end);
  return { start, end, key, ...stem(key) };
}

const PRONOUNS: readonly (readonly [string, Pronoun])[] = [
  ["ه", "3ms"],
  ["ها", "3fs"],
  ["هما", "3d"],
  ["هم", "3p"],
];

const ATTACHED = ["هما", "ها", "هم", "هن", "نا", "ه"] as const;
/** Folding makes "ه" the ending of feminine nouns too: only from a longer word is it taken for a pronoun. */
const MIN_BARE = 4;

/** What a word may be without its attached pronoun: "تعزيزها" is "تعزيز", "زيارتها" is "زياره". */
export function bases(key: string): readonly string[] {
  for (const suffix of ATTACHED) {
    const base = key.slice(0, -suffix.length);
    if (!key.endsWith(suffix) || base.length < (suffix === "ه" ? MIN_BARE : MIN_STEM)) continue;
    return base.endsWith("ت") ? [base, `${base.slice(0, -1)}ه`] : [base];
  }
  return [];
}

export interface Form extends Features {
  readonly text: string;
  readonly notEnding?: string;
  /** Only in this spelling. */
  readonly exact?: string;
}

/**
 * Every form of a lexicon entry. Notation (LanguagePack): `past / present` a verb, `noun*` a noun that takes pronouns,
 * `adjective~` a nisba; anything else stands for itself.
 * Example: "استقبل / يستقبل" gives استقبل، استقبلت، استقبلا، يستقبل، تستقبل، سيستقبل، استقبله …
 */
export function inflect(entry: string): readonly Form[] {
  const forms = inflected(entry);
  // "مسؤول", and in Egypt "مسئول"
  return forms.some(({ text }) => text.includes("ؤو")) ? forms.flatMap((form) => [form, { ...form, text: form.text.replaceAll("ؤو", "ئو") }]) : forms;
}

function inflected(entry: string): readonly Form[] {
  if (entry.includes("/")) {
    const [past = "", present = ""] = entry.split("/").map((s) => s.trim());
    return verb(past, present);
  }
  if (entry.endsWith("*")) return noun(entry.slice(0, -1));
  if (entry.endsWith("~")) return adjective(entry.slice(0, -1));
  return [{ text: entry }];
}

function verb(past: string, present: string): readonly Form[] {
  const forms: Form[] = [];
  const push = (text: string, tense: Features["tense"], clitic?: Pronoun): void => {
    forms.push({ text, form: "verb", ...(tense ? { tense } : {}), ...(clitic ? { clitic } : {}), ...(clitic === "3ms" ? { notEnding: "ة" } : {}) });
  };
  // The verb may carry a preposition: "قام ب", "اعترف ب".
  const [head = "", ...tail] = past.split(" ");
  const rest = tail.length > 0 ? ` ${tail.join(" ")}` : "";
  if (!head) return [...forms, ...presentForms(present)];
  const weak = /[يىا]$/u.test(head) && head.length > 2;
  const base = weak ? head.slice(0, -1) : head;
  const dual = weak ? (head.endsWith("ا") ? `${base}و` : `${base}ي`) : base;
  for (const text of [head, `${base}ت`, `${dual}ا`, `${base}تا`, `${base}وا`]) push(text + rest, "past");
  if (!rest)
    for (const [suffix, pronoun] of PRONOUNS) {
      push((weak ? `${base}ا` : head) + suffix, "past", pronoun);
      push(`${base}ت${suffix}`, "past", pronoun);
      push(`${base}و${suffix}`, "past", pronoun);
    }
  return present ? [...forms, ...presentForms(present, rest)] : forms;
}

function presentForms(present: string, rest = ""): readonly Form[] {
  const forms: Form[] = [];
  const push = (text: string, tense: Features["tense"], clitic?: Pronoun): void => {
    forms.push({ text, form: "verb", ...(tense ? { tense } : {}), ...(clitic ? { clitic } : {}), ...(clitic === "3ms" ? { notEnding: "ة" } : {}) });
  };
  const presentHead = present.split(" ")[0] ?? present;
  const presentWeak = /[يىا]$/u.test(presentHead);
  const stemOf = presentHead.slice(1);
  const presentBase = presentWeak ? stemOf.slice(0, -1) : stemOf;
  for (const prefix of ["ي", "ت"])
    for (const future of ["", "س"]) {
      const tense = future ? "future" : "present";
      push(future + prefix + stemOf + rest, tense);
      if (presentWeak && !future) push(prefix + presentBase + rest, tense); // jussive: "لم يلتقِ"
      push(`${future}${prefix}${presentBase}ون${rest}`, tense);
      push(`${future}${prefix}${presentWeak ? `${presentBase}ي` : stemOf}ان${rest}`, tense);
      if (!rest) for (const [suffix, pronoun] of PRONOUNS) push(future + prefix + (presentWeak && stemOf.endsWith("ى") ? `${presentBase}ا` : stemOf) + suffix, tense, pronoun);
    }
  return forms;
}

function noun(base: string): readonly Form[] {
  const forms: Form[] = [{ text: base, form: "noun" }];
  // Accusative with tanwin is written with an alef: "لقاء" has none, "اجتماعا" does.
  if (!/[اءةه]$/u.test(base)) forms.push({ text: `${base}ا`, form: "noun" });
  const stems = base.endsWith("ء") ? [`${base.slice(0, -1)}ئ`, `${base.slice(0, -1)}ؤ`, base] : base.endsWith("ة") ? [`${base.slice(0, -1)}ت`] : [base];
  for (const one of stems) for (const [suffix, clitic] of PRONOUNS) forms.push({ text: one + suffix, form: "noun", clitic, ...(clitic === "3ms" ? { notEnding: "ة" } : {}) });
  return forms;
}

function adjective(base: string): readonly Form[] {
  const forms = [base, `${base}ة`, `${base}ين`, `${base}ون`, `${base}ان`, `${base}ات`, `${base}تين`, `${base}تان`, `${base}ا`].map((text) => ({ text }));
  if (!/^[أإ]ل/u.test(base)) return forms;
  // "ألماني" begins like an article and takes one all the same; spelled so, since "الباني" with a single one is a builder.
  return [...forms, ...forms.flatMap(({ text }) => [`ال${text}`, `الا${text.slice(1)}`]).map((text) => ({ text, exact: text }))];
}

/**
 * The nisba adjective of a state's name by rule: drop the article and the ending, add ya.
 * Names of several words are left to the list of exceptions (countries.yaml).
 */
export function nisba(name: string): string | undefined {
  if (!name || name.includes(" ")) return undefined;
  const bare = name.startsWith("ال") && !/^ال[ببا]ان/u.test(name) && name.length > 4 ? name.slice(2) : name;
  return `${bare.replace(/(?:يا|ا|ة|ه|و)$/u, "")}ي`;
}

const NAME_PARTICLES = new Set(["بن", "ابن", "بنت", "ولد", "ال", "ابو", "ابي", "ابا", "ام", "فون", "فان", "دي", "دو", "دا", "دل", "لا", "لو"]);

/** Keys that tell persons apart: "عبد الله" and "عبدالله" agree, "بن" and "آل" say nothing, articles are dropped. */
export function nameKeys(keys: readonly string[]): readonly string[] {
  const out: string[] = [];
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? "";
    const next = keys[i + 1];
    if ((key === "عبد" || key === "عبدال") && next) {
      out.push(`عبد${next}`);
      i++;
    } else if (!NAME_PARTICLES.has(key)) out.push(stem(key).stem);
  }
  // A foreign g: "لافروف، سيرغي" and "سيرجي".
  return out.map((key) => key.replaceAll("غ", "ج"));
}

// Romanization after ISO 233-2 without diacritics: long vowels are written, short ones are not known and left out,
// except in common names, whose usual Latin form stands in the table.
const CONSONANTS: Readonly<Record<string, string>> = {
  ا: "a",
  ب: "b",
  ت: "t",
  ث: "th",
  ج: "j",
  ح: "h",
  خ: "kh",
  د: "d",
  ذ: "dh",
  ر: "r",
  ز: "z",
  س: "s",
  ش: "sh",
  ص: "s",
  ض: "d",
  ط: "t",
  ظ: "z",
  ع: "a",
  غ: "gh",
  ف: "f",
  ق: "q",
  ك: "k",
  ل: "l",
  م: "m",
  ن: "n",
  ه: "h",
  و: "w",
  ي: "y",
  ء: "",
  پ: "p",
  چ: "ch",
  ڤ: "v",
  گ: "g",
};
const USUAL: Readonly<Record<string, string>> = {
  محمد: "Muhammad",
  احمد: "Ahmad",
  بن: "bin",
  ابن: "ibn",
  بنت: "bint",
  ال: "Al",
  الله: "Allah",
  عبدالله: "Abdullah",
  عبد: "Abd",
  علي: "Ali",
  حسن: "Hasan",
  حسين: "Husayn",
  سلمان: "Salman",
  فيصل: "Faysal",
  فرحان: "Farhan",
  سعود: "Saud",
  قاسم: "Qasim",
  عبدالعزيز: "Abdulaziz",
  عبدالرحمن: "Abdulrahman",
  خالد: "Khalid",
  ناصر: "Nasir",
  تميم: "Tamim",
  حمد: "Hamad",
  هيثم: "Haytham",
  طارق: "Tariq",
  بدر: "Badr",
  مشعل: "Mishal",
  جابر: "Jabir",
  صباح: "Sabah",
  زايد: "Zayid",
  راشد: "Rashid",
  سامح: "Samih",
  شكري: "Shukri",
  ايمن: "Ayman",
  عمر: "Umar",
  يوسف: "Yusuf",
  ابراهيم: "Ibrahim",
  سيرغي: "Sirghi",
  عادل: "Adil",
  وليد: "Walid",
  عبدالكريم: "Abdulkarim",
  جمال: "Jamal",
  مصطفي: "Mustafa",
  محمود: "Mahmud",
  ابو: "Abu",
  ولد: "Wuld",
  فهد: "Fahd",
};

/** Romanize a folded name: a key for finding one person across scripts, not a transliteration for print. */
export function romanize(name: string): string {
  return name
    .split(" ")
    .filter(Boolean)
    .map((word) => USUAL[word] ?? title(letters(word)))
    .join(" ");
}

const LONG_VOWELS = new Set("اوي");

function letters(word: string): string {
  const article = word.startsWith("ال") && word.length > 4;
  const bare = article ? word.slice(2) : word;
  let out = "";
  for (let i = 0; i < bare.length; i++) {
    const letter = bare[i] ?? "";
    const vowelPosition = i > 0 && !LONG_VOWELS.has(bare[i - 1] ?? "");
    if (letter === "و" && vowelPosition && !LONG_VOWELS.has(bare[i + 1] ?? "")) out += "u";
    else if (letter === "ي" && vowelPosition && !LONG_VOWELS.has(bare[i + 1] ?? "")) out += "i";
    else if (letter === "ه" && i === bare.length - 1 && i > 2) out += "a";
    else out += CONSONANTS[letter] ?? letter;
  }
  return (article ? "al-" : "") + out;
}

const title = (word: string): string => (word.startsWith("al-") ? `al-${title(word.slice(3))}` : word.charAt(0).toUpperCase() + word.slice(1));
