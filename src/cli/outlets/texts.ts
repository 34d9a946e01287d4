import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RawDocument } from "../../core/types.ts";
import { writing } from "../../run/run.ts";

/** The texts that spans point into, each in a file called by its digest: the `source.sha256` of its records. */
export function textKeeper(folder: string): (document: RawDocument) => void {
  writing(folder, () => mkdirSync(folder, { recursive: true }));
  return ({ sha256, text }) => {
    const path = join(folder, `${sha256}.txt`);
    if (existsSync(path)) return;
    writing(path, () => {
      writeFileSync(`${path}.tmp`, text);
      renameSync(`${path}.tmp`, path);
    });
  };
}
