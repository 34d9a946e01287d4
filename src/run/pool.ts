import { Piscina } from "piscina";
import type { ExtractOptions } from "../core/extract.ts";
import { problem } from "../core/problem.ts";
import type { Knowledge, RawDocument } from "../core/types.ts";
import type { Found } from "../read/formats/context.ts";
import { parse } from "../read/read.ts";
import { type Extractor, failed, type Result } from "./extractor.ts";

/** Worker threads, an engine in each. A worker that dies takes down the document it died of, and no other. */

export interface PoolPlan {
  readonly jobs: number;
  readonly knowledge: Knowledge;
  readonly options: ExtractOptions;
  /** The worker's module; by default ours. */
  readonly worker?: URL;
}

const BATCHES_PER_WORKER = 3;
/** Short-lived objects a worker may hold: V8 would take twice as much, for little speed. */
const YOUNG_MB = 8;
/** What a worker may hold. Without a limit the trees of parsed pages pile up for a gigabyte before V8 clears them away. */
const OLD_MB = 512;
const BATCH_UNITS = 131_072;

const fromSources = import.meta.url.endsWith(".ts");

export function openPool({ jobs, knowledge, options, worker }: PoolPlan): Extractor {
  const pool = new Piscina({
    filename: (worker ?? new URL(fromSources ? "./worker.ts" : "./worker.js", import.meta.url)).href,
    name: "work",
    minThreads: jobs,
    maxThreads: jobs,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: OLD_MB },
    workerData: { knowledge, options },
    ...(fromSources ? { execArgv: ["--import", "tsx"] } : {}),
  });
  // A worker's death fails its task, or is told here where it had none.
  pool.on("error", () => undefined);
  const attempt = (documents: readonly RawDocument[]): Promise<readonly Result[]> => pool.run(documents) as Promise<readonly Result[]>;
  return {
    async extract(documents) {
      if (documents.length === 0) return [];
      try {
        return await attempt(documents);
      } catch {
        const results: Result[] = [];
        for (const document of documents)
          results.push(
            ...(await attempt([document]).catch((error: Error) => [
              failed(document, problem("E598", `a worker died of this article: ${error.message}`, { hint: "the rest was read; please report this article's words" })),
            ])),
          );
        return results;
      }
    },
    // A page with more in it than a worker may hold is parsed here.
    parse: (page) => (pool.run(page, { name: "parse" }) as Promise<readonly Found[]>).catch(() => parse(page)),
    window: jobs * BATCHES_PER_WORKER,
    batchUnits: BATCH_UNITS,
    close: () => pool.destroy(),
  };
}
