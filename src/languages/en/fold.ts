import { createFoldTable } from "../../core/fold.ts";
import type { FoldTable } from "../../core/types.ts";

export const APOSTROPHE = 0x27;

/** English folding: letters in lower case and without accents, as in every table; one apostrophe for all of its shapes. */
export const foldTable: FoldTable = createFoldTable((put) => {
  for (const unit of [0x2019, 0x2018, 0x02bc, 0x02bb, 0x02bf, 0x02be, 0x60, 0xb4]) put(unit, APOSTROPHE);
});
