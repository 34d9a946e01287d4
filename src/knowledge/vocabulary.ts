import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { packs } from "../languages/index.ts";
import { type LexiconFile, lexiconFile } from "../languages/pack.ts";
import { ROOT } from "./root.ts";
import { parseYaml } from "./yaml.ts";

/** The controlled vocabularies, read off the inventory and the lexicons. */

export interface VocabularyEntry {
  readonly code: string;
  readonly means?: string;
  /** Language → names, as its lexicon writes them. */
  readonly names: Readonly<Record<string, readonly string[]>>;
}

type Kind = "office" | "topic" | "organization" | "country";
const LISTS = { offices: "office", topics: "topic", organizations: "organization", countries: "country" } as const satisfies Record<string, Kind>;

export function vocabulary(): Record<keyof typeof LISTS, VocabularyEntry[]> {
  const read = (path: string): unknown => parseYaml(path, readFileSync(fileURLToPath(new URL(path, ROOT)), "utf8")).value;
  const lexicons = packs.map((pack) => ({ language: pack.rules.id, files: pack.files.map((name) => lexiconFile.parse(read(`src/languages/${pack.rules.id}/${name}`))) }));
  const offices = read("schemas/inventory/offices.yaml") as Record<string, { means: string }>;
  const topics = read("schemas/inventory/topics.yaml") as Record<string, string>;
  const means = (kind: Kind, code: string): string | undefined => (kind === "office" ? offices[code]?.means : kind === "topic" ? topics[code] : undefined);
  const list = (kind: Kind): VocabularyEntry[] => {
    const codes = new Set<string>([...(kind === "office" ? Object.keys(offices) : kind === "topic" ? Object.keys(topics) : [])]);
    const names = new Map<string, Record<string, string[]>>();
    // A phrase may carry several topics.
    for (const { language, files } of lexicons)
      for (const file of files)
        for (const [value, entries] of Object.entries(file[kind] ?? {}))
          for (const code of value.split(" ")) {
            codes.add(code);
            const own = names.get(code) ?? {};
            names.set(code, own);
            own[language] = [...new Set([...(own[language] ?? []), ...texts(entries)])];
          }
    const ordered = kind === "office" || kind === "topic" ? [...codes] : [...codes].sort();
    return ordered.map((code) => {
      const text = means(kind, code);
      return { code, ...(text === undefined ? {} : { means: text }), names: names.get(code) ?? {} };
    });
  };
  return Object.fromEntries(Object.entries(LISTS).map(([name, kind]) => [name, list(kind)])) as Record<keyof typeof LISTS, VocabularyEntry[]>;
}

const texts = (entries: NonNullable<NonNullable<LexiconFile[keyof LexiconFile]>[string]> | null): string[] => (entries ?? []).map((entry) => (typeof entry === "string" ? entry : entry.text));
