import type { EventPlan, EventRecord } from "../core/types.ts";
import { json, jsonl } from "./json.ts";

/** Records → text, one at a time, so that any number of them streams. No I/O. */
export interface Writer {
  open(): string;
  /** @param index 0 for the first record */
  record(record: EventRecord, index: number): string;
  /** @param count records written */
  close(count: number): string;
}

export interface WriterOptions {
  readonly plans: Readonly<Record<string, EventPlan>>;
  /** No cell of a table may be taken for a formula. */
  readonly plainCells: boolean;
}

/** Format name → writer; one that needs a library is loaded when asked for. */
export const writers = {
  json: async () => json,
  yaml: async () => (await import("./yaml.ts")).yaml,
  jsonl: async () => jsonl,
  csv: async ({ plans, plainCells }) => (await import("./csv.ts")).csv(plans, plainCells),
} as const satisfies Record<string, (options: WriterOptions) => Promise<Writer>>;

export type Format = keyof typeof writers;
export const FORMATS = Object.keys(writers) as readonly Format[];
