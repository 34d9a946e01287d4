import { stringify } from "csv-stringify/sync";
import type { EventPlan, EventRecord } from "../core/types.ts";
import type { Writer } from "./index.ts";

/**
 * RFC 4180: a record a row, under columns that depend on the schemas alone. A party is four columns; what there are several of
 * is joined by "; ", and the n-th of each column belongs together.
 */

const PARTY = ["name", "office", "country", "organization"] as const;
const HEAD = ["id", "type", "form", "status", "scope", "foreground", "date", "date_precision", "city", "country", "venue"];
const TAIL = ["topics", "confidence", "cameo", "plover", "path", "member", "title", "url", "published", "language", "sha256", "duplicate_of", "start", "end"];
const JOIN = "; ";

type Cell = string | number | boolean | undefined;
type Values = Readonly<Record<string, unknown>>;

/** @param plain - put a quote mark before cells that a spreadsheet would take for a formula */
export function csv(plans: Readonly<Record<string, EventPlan>>, plain: boolean): Writer {
  const roles = [...new Set(Object.values(plans).flatMap((plan) => plan.roles.map((role) => role.name)))].sort();
  const row = (cells: readonly Cell[]): string => stringify([cells as Cell[]], { record_delimiter: "\r\n", escape_formulas: plain, cast: { boolean: String } });
  return {
    open: () => row([...HEAD, ...roles.flatMap((role) => PARTY.map((key) => `${role}_${key}`)), ...TAIL]),
    record(record: EventRecord) {
      const values = record as Values;
      const inner = (name: string): Values => (values[name] ?? {}) as Values;
      const [date, place, codes, source] = [inner("date"), inner("place"), inner("codes"), inner("source")];
      const parties = (role: string): Values[] => [values[role] ?? []].flat() as Values[];
      const joined = (list: readonly unknown[]): string => (list.some((value) => value !== undefined) ? list.map((value) => value ?? "").join(JOIN) : "");
      const spans = (record.evidence as readonly { readonly span: readonly [number, number] }[]).map((e) => e.span);
      return row([
        ...([record.id, record.type, values["form"], record.status, record.scope, record.foreground, date["value"], date["precision"], place["city"], place["country"], place["venue"]] as Cell[]),
        ...roles.flatMap((role) => PARTY.map((key) => joined(parties(role).map((party) => party[key])))),
        joined((values["topics"] as Values[]).map((topic) => topic["code"])),
        record.confidence,
        ...([
          codes["cameo"],
          codes["plover"],
          source["path"],
          source["member"],
          source["title"],
          source["url"],
          source["published"],
          source["language"],
          source["sha256"],
          source["duplicateOf"],
        ] as Cell[]),
        Math.min(...spans.map(([start]) => start)),
        Math.max(...spans.map(([, end]) => end)),
      ]);
    },
    close: () => "",
  };
}
