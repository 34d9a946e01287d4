import { mkdirSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { Format } from "../../output/index.ts";
import { writing } from "../../run/run.ts";
import type { Outlet } from "./outlet.ts";

/** A file for each source, as its articles come; one that was begun and not finished is not left behind. */
export function openFolder(folder: string, format: Format, open: (path: string) => Promise<Outlet>): Outlet {
  let current: { readonly source: string; readonly outlet: Outlet } | undefined;
  const of = async (source: string): Promise<Outlet> => {
    if (current?.source === source) return current.outlet;
    await current?.outlet.commit();
    current = undefined;
    const path = join(folder, `${nameOf(source)}.${format}`);
    writing(path, () => mkdirSync(dirname(path), { recursive: true }));
    const outlet = await open(path);
    current = { source, outlet };
    return outlet;
  };
  return {
    record: async (record) => (await of((record["source"] as { readonly path: string }).path)).record(record),
    document: async (document) => void (await of(document.path as string)),
    async commit() {
      await current?.outlet.commit();
      current = undefined;
    },
    async abort() {
      await current?.outlet.abort();
      current = undefined;
    },
    position: () => 0,
    flush: () => current?.outlet.flush(),
    closed: () => false,
  };
}

/** The source's path from here, or from the root where it stands elsewhere; never outside the folder. */
function nameOf(source: string): string {
  if (source === "-") return "stdin";
  const near = relative(process.cwd(), resolve(source));
  const path = near.startsWith("..") || isAbsolute(near) ? resolve(source) : near;
  return path.replace(/^[A-Za-z]:/u, "").replace(/^[/\\]+/u, "");
}
