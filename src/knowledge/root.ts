import { existsSync } from "node:fs";

/** The package's folder, found from this module: sources and bundle lie at different depths below it. */
export const ROOT: URL = (() => {
  for (let folder = new URL("./", import.meta.url); ; folder = new URL("../", folder)) {
    if (existsSync(new URL("package.json", folder)) && existsSync(new URL("schemas/events/", folder))) return folder;
    if (folder.pathname === "/") throw new Error("demarche: the package's schemas are missing; install it again");
  }
})();
