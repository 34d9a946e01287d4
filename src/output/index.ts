import type { EventPlan, EventRecord } from "../core/types.ts";
import { json, jsonl } from "./json.ts";

/** Records → text or bytes, one at a time, so that any number of them streams. No I/O. */
export interface Writer {
  open(): Chunk;
  /** @param index 0 for the first record */
  record(record: EventRecord, index: number): Chunk;
  /** @param count records written */
  close(count: number): Chunk;
}

export type Chunk = string | Uint8Array;

export interface WriterOptions {
  readonly plans: Readonly<Record<string, EventPlan>>;
  /** No cell of a table may be taken for a formula. */
  readonly plainCells: boolean;
  readonly version: string;
}

/** Format name → writer; one that needs a library is loaded when asked for. */
export const writers = {
  json: async () => json,
  yaml: async () => (await import("./yaml.ts")).yaml,
  jsonl: async () => jsonl,
  csv: async ({ plans, plainCells }) => (await import("./csv.ts")).csv(plans, plainCells),
  parquet: async ({ plans, version }) => (await import("./parquet.ts")).parquet(plans, `demarche ${version}`),
} as const satisfies Record<string, (options: WriterOptions) => Promise<Writer>>;

/** A database is no stream: `tables.ts` says what stands in it. */
export const DATABASE = "sqlite";

export type Format = keyof typeof writers | typeof DATABASE;
export const FORMATS: readonly Format[] = [...(Object.keys(writers) as (keyof typeof writers)[]), DATABASE];
/** Formats whose end cannot be written before all records are known: a run that was stopped cannot go on with them. */
export const SEALED: readonly Format[] = ["parquet", DATABASE];
