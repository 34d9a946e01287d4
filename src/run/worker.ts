import { workerData } from "node:worker_threads";
import { createEngine } from "../core/engine.ts";
import type { ExtractOptions } from "../core/extract.ts";
import type { Knowledge, RawDocument } from "../core/types.ts";
import { rules } from "../languages/rules.ts";
import { extractAll, type Result } from "./extractor.ts";

/** A worker's side of the pool: one engine, batches in, results out; and web pages in, their articles out. */

const { knowledge, options } = workerData as { readonly knowledge: Knowledge; readonly options: ExtractOptions };
const engine = createEngine(knowledge, rules);

export { parse } from "../read/read.ts";
export const work = (documents: readonly RawDocument[]): Promise<Result[]> => extractAll(engine, documents, options);
