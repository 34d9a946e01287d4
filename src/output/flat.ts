import type { EventPlan, EventRecord } from "../core/types.ts";

/**
 * A record as one row, under columns that depend on the schemas alone. A party is four columns; what there are several of is joined
 * by "; ", and the n-th of each column belongs together.
 */

export type Cell = string | number | boolean | undefined;
export type CellType = "string" | "number" | "integer" | "boolean" | "day";

export interface Column {
  readonly name: string;
  readonly type: CellType;
  readonly of: (record: EventRecord) => Cell;
}

export type Values = Readonly<Record<string, unknown>>;

const PARTY = ["name", "office", "country", "organization"] as const;
const JOIN = "; ";

/** What stands under a key, and under a key within, of any record. */
export const inner = (record: EventRecord, ...keys: readonly string[]): unknown => keys.reduce<unknown>((value, key) => (value as Values | undefined)?.[key], record);
export const list = (value: unknown): readonly Values[] => [value ?? []].flat() as Values[];
const joined = (values: readonly unknown[]): string => (values.some((value) => value !== undefined) ? values.map((value) => value ?? "").join(JOIN) : "");
const spans = (record: EventRecord): readonly (readonly [number, number])[] => (record["evidence"] as readonly { readonly span: readonly [number, number] }[]).map(({ span }) => span);

const column = (name: string, ...keys: readonly string[]): Column => ({ name, type: "string", of: (record) => inner(record, ...(keys.length > 0 ? keys : [name])) as Cell });
const typed = (type: CellType, { name, of }: Column): Column => ({ name, type, of });

export function flatColumns(plans: Readonly<Record<string, EventPlan>>): readonly Column[] {
  const roles = [...new Set(Object.values(plans).flatMap((plan) => plan.roles.map((role) => role.name)))].sort();
  return [
    ...["id", "type", "form", "status", "scope"].map((name) => column(name)),
    typed("boolean", column("foreground")),
    column("date", "date", "value"),
    column("date_precision", "date", "precision"),
    ...["city", "country", "venue"].map((name) => column(name, "place", name)),
    ...roles.flatMap((role) => PARTY.map((key): Column => ({ name: `${role}_${key}`, type: "string", of: (record) => joined(list(inner(record, role)).map((party) => party[key])) }))),
    { name: "topics", type: "string", of: (record) => joined(list(inner(record, "topics")).map((topic) => topic["code"])) },
    typed("number", column("confidence")),
    ...["cameo", "plover"].map((name) => column(name, "codes", name)),
    ...["path", "member", "title", "url"].map((name) => column(name, "source", name)),
    typed("day", column("published", "source", "published")),
    ...["language", "sha256"].map((name) => column(name, "source", name)),
    column("duplicate_of", "source", "duplicateOf"),
    { name: "start", type: "integer", of: (record) => Math.min(...spans(record).map(([start]) => start)) },
    { name: "end", type: "integer", of: (record) => Math.max(...spans(record).map(([, end]) => end)) },
  ];
}
