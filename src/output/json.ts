import type { EventRecord } from "../core/types.ts";
import type { Writer } from "./index.ts";

/** An array of records, indented. */
export const json: Writer = {
  open: () => "[",
  record: (record: EventRecord, index: number) => `${index === 0 ? "" : ","}\n${indent(JSON.stringify(record, null, 2))}`,
  close: (count: number) => (count === 0 ? "]\n" : "\n]\n"),
};

const indent = (text: string): string => text.replace(/^/gmu, "  ");

/** One record a line. */
export const jsonl: Writer = {
  open: () => "",
  record: (record: EventRecord) => `${JSON.stringify(record)}\n`,
  close: () => "",
};
