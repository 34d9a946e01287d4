import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createEngine, type Engine } from "../../src/core/engine.ts";
import type { EventRecord } from "../../src/core/types.ts";
import type { GoldDocument } from "../../src/eval/score.ts";
import { loadKnowledge } from "../../src/knowledge/load.ts";
import { rules } from "../../src/languages/rules.ts";

export interface Article {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly gold: GoldDocument;
}

const corpus = new URL("../corpus/", import.meta.url);

/** Languages that have a corpus. */
export const corpora: readonly string[] = readdirSync(corpus).sort();

export function articles(language: string): Article[] {
  const folder = new URL(`${language}/`, corpus);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => ({
      id: `${language}/${name.slice(0, -4)}`,
      path: `test/corpus/${language}/${name}`,
      text: readFileSync(new URL(name, folder), "utf8"),
      gold: JSON.parse(readFileSync(new URL(name.replace(/\.txt$/u, ".json"), folder), "utf8")) as GoldDocument,
    }));
}

let shared: Engine | undefined;
export const engine = (): Engine => {
  shared ??= createEngine(loadKnowledge().knowledge, rules);
  return shared;
};

export const extractArticle = (article: Article, text = article.text): EventRecord[] =>
  engine().extract({ text, path: article.path }, article.gold.published ? { published: article.gold.published } : {}).records;

const sharedFolder = new URL("../../../shared/", import.meta.url);

/** A file of ../shared, or undefined where that folder is not beside the project. */
export function sharedFile(name: string): string | undefined {
  const url = new URL(name, sharedFolder);
  return existsSync(url) ? url.pathname : undefined;
}

/** Every [span, text] pair of a record, wherever it stands. */
export function spans(value: unknown): { readonly span: readonly [number, number]; readonly text: string }[] {
  if (Array.isArray(value)) return value.flatMap(spans);
  if (typeof value !== "object" || value === null) return [];
  const { span, text } = value as { span?: [number, number]; text?: string };
  const own = span && typeof text === "string" ? [{ span, text }] : [];
  return [...own, ...Object.values(value).flatMap(spans)];
}
