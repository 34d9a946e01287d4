import { stringify } from "yaml";
import type { EventRecord } from "../core/types.ts";
import type { Writer } from "./index.ts";

/** A list of records. */
export const yaml: Writer = {
  open: () => "",
  record: (record: EventRecord) => stringify([record], { lineWidth: 0, aliasDuplicateObjects: false }),
  close: (count: number) => (count === 0 ? "[]\n" : ""),
};
