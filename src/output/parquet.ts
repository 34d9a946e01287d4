import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { EventPlan, EventRecord } from "../core/types.ts";
import { type Cell, type CellType, type Column, flatColumns, inner } from "./flat.ts";
import type { Writer } from "./index.ts";

/** Apache Parquet: the columns of the table, typed, and the event's day as a date; rows leave a group at a time. */

const ROWS_PER_GROUP = 10_000;
const SNAPPY = "SNAPPY";

const ELEMENTS = {
  string: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  number: { type: "DOUBLE" },
  integer: { type: "INT32" },
  boolean: { type: "BOOLEAN" },
  day: { type: "INT32", converted_type: "DATE" },
} as const satisfies Record<CellType, object>;

const DAY: Column = { name: "day", type: "day", of: (record) => (inner(record, "date", "precision") === "day" ? (inner(record, "date", "value") as string) : undefined) };

export function parquet(plans: Readonly<Record<string, EventPlan>>, createdBy: string): Writer {
  const flat = flatColumns(plans);
  const after = flat.findIndex(({ name }) => name === "date_precision") + 1;
  const columns = [...flat.slice(0, after), DAY, ...flat.slice(after)];
  const bytes = new ByteWriter();
  const schema = [{ name: "event", num_children: columns.length }, ...columns.map(({ name, type }) => ({ name, repetition_type: "OPTIONAL" as const, ...ELEMENTS[type] }))];
  const file = new ParquetWriter({ writer: bytes, schema, codec: SNAPPY, createdBy });
  let rows: EventRecord[] = [];
  /** What was written since the last call; the writer keeps its count of bytes. */
  const take = (): Uint8Array => {
    const taken = bytes.getBytes().slice();
    bytes.index = 0;
    return taken;
  };
  const group = (): void => {
    if (rows.length > 0) void file.write({ columnData: columns.map((column) => ({ name: column.name, data: rows.map((record) => cellOf(column, record)) })), rowGroupSize: rows.length });
    rows = [];
  };
  return {
    open: take,
    record(record) {
      rows.push(record);
      if (rows.length < ROWS_PER_GROUP) return "";
      group();
      return take();
    },
    close() {
      group();
      void file.finish();
      return take();
    },
  };
}

/** An empty cell is null; a day is a date. */
function cellOf({ type, of }: Column, record: EventRecord): Exclude<Cell, undefined> | Date | null {
  const value = of(record);
  if (value === undefined || value === "") return null;
  return type === "day" ? new Date(`${value}T00:00:00Z`) : value;
}
