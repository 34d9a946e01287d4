import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Knowledge, LanguageData } from "../core/types.ts";

/**
 * Built-in knowledge as files that a start-up can take in without parsing: the sorted lexicon as UTF-16 (a copy, no decoding),
 * the senses as ASCII, and the little that is left as JSON.
 */

const MAIN = "knowledge.json";
const linesFile = (id: string): string => `lexicon.${id}.utf16`;
const sensesFile = (id: string): string => `senses.${id}.txt`;

type Small = Omit<LanguageData, "lexicon">;

export function writeKnowledge(knowledge: Knowledge, folder: URL): void {
  const languages: Record<string, Small> = {};
  for (const [id, { lexicon, ...small }] of Object.entries(knowledge.languages)) {
    languages[id] = small;
    writeFileSync(new URL(linesFile(id), folder), lexicon.lines, "utf16le");
    writeFileSync(new URL(sensesFile(id), folder), ascii(lexicon.senses), "latin1");
  }
  writeFileSync(new URL(MAIN, folder), JSON.stringify({ ...knowledge, languages }));
}

/** @returns undefined where nothing was built in that folder */
export function readKnowledge(folder: URL): Knowledge | undefined {
  const main = new URL(MAIN, folder);
  if (!existsSync(main)) return undefined;
  const small = JSON.parse(readFileSync(main, "utf8")) as Omit<Knowledge, "languages"> & { readonly languages: Record<string, Small> };
  const languages: Record<string, LanguageData> = {};
  for (const [id, data] of Object.entries(small.languages))
    languages[id] = { ...data, lexicon: { lines: readFileSync(new URL(linesFile(id), folder), "utf16le"), senses: readFileSync(new URL(sensesFile(id), folder), "latin1") } };
  return { ...small, languages };
}

/** JSON with every other character escaped. */
const ascii = (json: string): string => json.replace(/[^\u0000-\u007f]/gu, (char) => [...Array(char.length).keys()].map((i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, "0")}`).join(""));
