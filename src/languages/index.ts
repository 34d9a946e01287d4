import { ar } from "./ar/index.ts";
import { en } from "./en/index.ts";
import type { LanguagePack } from "./pack.ts";

/** THE registry: one line per language. */
export const packs: readonly LanguagePack[] = [ar, en];
