import { stringify } from "csv-stringify/sync";
import type { EventPlan, EventRecord } from "../core/types.ts";
import { type Cell, flatColumns } from "./flat.ts";
import type { Writer } from "./index.ts";

/**
 * RFC 4180: a record a row.
 * @param plain - put a quote mark before cells that a spreadsheet would take for a formula
 */
export function csv(plans: Readonly<Record<string, EventPlan>>, plain: boolean): Writer {
  const columns = flatColumns(plans);
  const row = (cells: readonly Cell[]): string => stringify([cells as Cell[]], { record_delimiter: "\r\n", escape_formulas: plain, cast: { boolean: String } });
  return {
    open: () => row(columns.map(({ name }) => name)),
    record: (record: EventRecord) => row(columns.map(({ of }) => of(record))),
    close: () => "",
  };
}
