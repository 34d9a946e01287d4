import type { Engine, Outcome } from "../core/engine.ts";
import type { ExtractOptions, Trace } from "../core/extract.ts";
import { type Problem, problem, sourceName } from "../core/problem.ts";
import type { EventRecord, RawDocument } from "../core/types.ts";
import type { Found, Page } from "../read/formats/context.ts";
import { parse } from "../read/read.ts";
import { languageName, tellLanguage } from "./language.ts";

/** What came of one document. */
export interface Result {
  readonly records: readonly EventRecord[];
  readonly problems: readonly Problem[];
}

/** Takes batches of documents; in this process, or in workers. Never rejects: what fails is a problem of its document. */
export interface Extractor {
  /** Results stand in the order of the documents. */
  extract(documents: readonly RawDocument[]): Promise<readonly Result[]>;
  /** The articles of a web page. */
  parse(page: Page): Promise<readonly Found[]>;
  /** Batches, and pages, that may be in hand at once. */
  readonly window: number;
  /** A batch is full at this many UTF-16 units of text; 0: each document goes at once. */
  readonly batchUnits: number;
  close(): Promise<void>;
}

export function localExtractor(engine: Engine, options: ExtractOptions): Extractor {
  return {
    extract: (documents) => extractAll(engine, documents, options),
    parse,
    window: 0,
    batchUnits: 0,
    close: async () => undefined,
  };
}

export async function extractAll(engine: Engine, documents: readonly RawDocument[], options: ExtractOptions): Promise<Result[]> {
  const results: Result[] = [];
  for (const document of documents) {
    try {
      const { records, problems } = await extractDocument(engine, document, options);
      results.push({ records, problems });
    } catch (error) {
      results.push(failed(document, problem("E599", `internal error: ${(error as Error).message}`, { hint: "please report this article's words" })));
    }
  }
  return results;
}

/** The result of a document that could not be worked on. */
export const failed = (document: RawDocument, fault: Problem): Result => ({
  records: [],
  problems: [document.path === undefined ? fault : { ...fault, where: sourceName({ ...document, path: document.path }) }],
});

/** Extract; where the packs do not know the language, ask further, and name it in the warning. */
export async function extractDocument(engine: Engine, document: RawDocument, options: ExtractOptions, trace?: Trace): Promise<Outcome> {
  const outcome = engine.extract(document, options, trace);
  if (outcome.language !== undefined || options.language !== undefined) return outcome;
  const told = await tellLanguage(document.text);
  if (told === undefined) return outcome;
  if (engine.knowledge.languages[told]) return engine.extract(document, { ...options, language: told }, trace);
  return { ...outcome, problems: outcome.problems.map((fault) => (fault.code === "W501" ? { ...fault, message: `in ${languageName(told)}, which demarche does not read; skipped` } : fault)) };
}
