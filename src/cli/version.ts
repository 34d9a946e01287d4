import { readFileSync } from "node:fs";

declare const DEMARCHE_VERSION: string | undefined;

/** The package's version: put in by the bundler, read from package.json when run from the sources. */
export const VERSION: string =
  typeof DEMARCHE_VERSION === "string" ? DEMARCHE_VERSION : (JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string }).version;
