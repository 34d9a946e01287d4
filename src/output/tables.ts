import type { EventPlan, EventRecord } from "../core/types.ts";
import { type Cell, inner, list, type Values } from "./flat.ts";

/** Records as rows of a database: sources, events, and each event's parties and topics. */

export interface Table {
  readonly name: string;
  /** Name and type, as SQL has them. */
  readonly columns: readonly (readonly [string, string])[];
}

export const TABLES = {
  sources: {
    name: "sources",
    columns: [["id", "INTEGER PRIMARY KEY"], ...["path", "member", "title", "url", "published", "language", "sha256", "duplicate_of"].map((name) => [name, "TEXT"] as const)],
  },
  events: {
    name: "events",
    columns: [
      ["key", "INTEGER PRIMARY KEY"],
      ["id", "TEXT NOT NULL"],
      ["source", "INTEGER NOT NULL REFERENCES sources (id)"],
      ...["type", "form", "status", "scope"].map((name) => [name, "TEXT"] as const),
      ["foreground", "INTEGER NOT NULL"],
      ...["date", "date_precision", "date_basis", "city", "country", "venue", "cameo", "plover"].map((name) => [name, "TEXT"] as const),
      ["confidence", "REAL NOT NULL"],
      ["record", "TEXT NOT NULL"],
    ],
  },
  parties: {
    name: "parties",
    columns: [
      ["event", "INTEGER NOT NULL REFERENCES events (key)"],
      ["role", "TEXT NOT NULL"],
      ["position", "INTEGER NOT NULL"],
      ...["kind", "name", "latin", "honorific", "title", "office", "country", "organization", "via", "text"].map((name) => [name, "TEXT"] as const),
      ["start", "INTEGER"],
      ["end", "INTEGER"],
    ],
  },
  topics: {
    name: "topics",
    columns: [
      ["event", "INTEGER NOT NULL REFERENCES events (key)"],
      ["position", "INTEGER NOT NULL"],
      ["code", "TEXT NOT NULL"],
      ["text", "TEXT"],
      ["start", "INTEGER"],
      ["end", "INTEGER"],
    ],
  },
} as const satisfies Record<string, Table>;

/** Made when all rows are in. */
export const INDEXES: readonly (readonly [table: string, columns: string])[] = [
  ["sources", "sha256"],
  ["events", "type, date"],
  ["events", "country"],
  ["events", "source"],
  ["parties", "event"],
  ["parties", "name"],
  ["parties", "latin"],
  ["parties", "country, role"],
  ["topics", "event"],
  ["topics", "code"],
];

export interface Row {
  readonly table: keyof typeof TABLES;
  readonly cells: readonly (Cell | null)[];
}

/** @returns a maker of a record's rows, numbered on from those before; those of a source that was seen last are not made again */
export function rowMaker(plans: Readonly<Record<string, EventPlan>>): (record: EventRecord) => Row[] {
  let source = { id: 0, told: "" };
  let event = 0;
  return (record) => {
    const rows: Row[] = [];
    const told = JSON.stringify(record["source"]);
    if (told !== source.told) {
      source = { id: source.id + 1, told };
      rows.push({ table: "sources", cells: [source.id, ...texts(inner(record, "source"), ["path", "member", "title", "url", "published", "language", "sha256", "duplicateOf"])] });
    }
    event++;
    rows.push({
      table: "events",
      cells: [
        ...[event, record.id, source.id],
        ...texts(record, ["type", "form", "status", "scope"]),
        record.foreground ? 1 : 0,
        ...texts(inner(record, "date"), ["value", "precision", "basis"]),
        ...texts(inner(record, "place"), ["city", "country", "venue"]),
        ...texts(inner(record, "codes"), ["cameo", "plover"]),
        record.confidence,
        JSON.stringify(record),
      ],
    });
    for (const { name } of plans[record.type]?.roles ?? [])
      list(inner(record, name)).forEach((party, i) => {
        rows.push({
          table: "parties",
          cells: [event, name, i, ...texts(party, ["kind", "name", "latin", "honorific", "title", "office", "country", "organization", "via", "text"]), ...spanOf(party)],
        });
      });
    list(inner(record, "topics")).forEach((topic, i) => {
      rows.push({ table: "topics", cells: [event, i, ...texts(topic, ["code", "text"]), ...spanOf(topic)] });
    });
    return rows;
  };
}

const texts = (value: unknown, keys: readonly string[]): (string | null)[] => keys.map((key) => ((value as Values | undefined)?.[key] as string | undefined) ?? null);
const spanOf = ({ span }: Values): readonly (number | null)[] => (span as readonly [number, number] | undefined) ?? [null, null];
