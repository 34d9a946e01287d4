import { didYouMean, ProblemError, problem } from "../../core/problem.ts";
import { type VocabularyEntry, vocabulary } from "../../knowledge/vocabulary.ts";
import { EXIT, type Io } from "../io.ts";
import { paintFor } from "../paint.ts";

/** `demarche vocab`: the codes that records carry, with their meanings and their names in each language. */

export const LISTS = ["offices", "topics", "organizations", "countries"] as const;
export type List = (typeof LISTS)[number];

const NAMES_SHOWN = 6;

export async function vocabCommand(list: string | undefined, flags: Readonly<Record<string, unknown>>, io: Io): Promise<number> {
  if (list !== undefined && !LISTS.includes(list as List)) {
    throw new ProblemError([problem("E109", `unknown list "${list}"`, { hint: didYouMean(list, LISTS, `one of: ${LISTS.join(", ")}`) })]);
  }
  const words = vocabulary();
  const lists = list === undefined ? LISTS : [list as List];
  if (flags["json"] === true) {
    io.stdout.write(`${JSON.stringify(Object.fromEntries(lists.map((name) => [name, words[name]])), null, 2)}\n`);
    return EXIT.done;
  }
  const paint = await paintFor(io, io.stdout);
  const shown = (names: readonly string[]): string => names.slice(0, NAMES_SHOWN).join(" · ") + (names.length > NAMES_SHOWN ? ` … (${names.length})` : "");
  for (const name of lists) {
    io.stdout.write(`${paint.bold(name)}\n`);
    for (const { code, means, names } of words[name] as readonly VocabularyEntry[]) {
      io.stdout.write(`  ${paint.cyan(code)}${means === undefined ? "" : `  ${means}`}\n`);
      for (const [language, own] of Object.entries(names)) if (own.length > 0) io.stdout.write(`      ${language}: ${shown(own)}\n`);
    }
  }
  return EXIT.done;
}
