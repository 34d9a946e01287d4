import type { LanguageRules } from "../core/types.ts";
import { packs } from "./index.ts";

/** The rules of every language: what an engine needs beside compiled knowledge. */
export const rules: readonly LanguageRules[] = packs.map((pack) => pack.rules);
