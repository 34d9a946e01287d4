import { type Dirent, readdirSync, type Stats, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { type Problem, problem } from "../core/problem.ts";
import { ARTICLE_ENDINGS } from "./sniff.ts";

/** Stage 2: paths, folders and globs → the files to read, in a stable order. */

export type SourceRef = { readonly kind: "file"; readonly path: string } | { readonly kind: "stdin" };

const MAGIC = /[*?[\]{}]/u;

export async function* discover(paths: readonly string[]): AsyncGenerator<SourceRef | Problem> {
  for (const path of paths) {
    if (path === "-") {
      yield { kind: "stdin" };
      continue;
    }
    const info = attempt(() => statSync(path));
    if (info instanceof Error) {
      if (info.code === "ENOENT" && MAGIC.test(path)) yield* glob(path);
      else yield unreadable(path, info);
    } else if (info.isDirectory()) {
      let count = 0;
      for (const found of walk(path)) {
        if ("kind" in found) count++;
        yield found;
      }
      if (count === 0) yield problem("E402", "folder holds no articles", { where: path, hint: `looked for ${ARTICLE_ENDINGS.join(" ")}, also in folders below` });
    } else yield { kind: "file", path };
  }
}

/** Bytes of all files, as they stand on disk; undefined where nobody can know before they are read. */
export async function sizeOf(paths: readonly string[]): Promise<number | undefined> {
  let size = 0;
  for await (const source of discover(paths)) {
    if ("code" in source) continue;
    const info = source.kind === "file" ? attempt(() => statSync(source.path)) : undefined;
    if (info === undefined || info instanceof Error || !info.isFile()) return undefined;
    size += info.size;
  }
  return size;
}

/**
 * Files of a folder, by name, folders below included. Links are followed.
 * @param above - the folders that this one is inside of
 */
function* walk(folder: string, above: readonly string[] = []): Generator<SourceRef | Problem> {
  const entries = attempt((): Dirent[] => readdirSync(folder, { withFileTypes: true }));
  if (entries instanceof Error) {
    yield unreadable(folder, entries);
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = new Set(entries.map((entry) => entry.name));
  // NNN.json beside NNN.txt tells about the article: it is none.
  const isSidecar = (name: string): boolean => name.endsWith(".json") && names.has(name.replace(/json$/u, "txt"));
  const inside = [...above, identity(folder)];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    let info: Dirent | Stats = entry;
    if (entry.isSymbolicLink()) {
      const target = attempt(() => statSync(path));
      if (target instanceof Error) {
        yield target.code === "ENOENT" ? problem("E401", "the link leads nowhere", { where: path, hint: "mend it, or remove it" }) : unreadable(path, target);
        continue;
      }
      if (target.isDirectory() && inside.includes(identity(path))) {
        yield problem("E428", "the link leads back to a folder that it is inside of; not followed", { where: path, hint: "what stands there is read once" });
        continue;
      }
      info = target;
    }
    if (info.isDirectory()) yield* walk(path, inside);
    else if (info.isFile() && ARTICLE_ENDINGS.some((ending) => entry.name.toLowerCase().endsWith(ending)) && !isSidecar(entry.name)) yield { kind: "file", path };
  }
}

/** The same for every path that leads to it. */
function identity(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true });
  return `${dev}:${ino}`;
}

async function* glob(pattern: string): AsyncGenerator<SourceRef | Problem> {
  const { glob: find } = await import("tinyglobby");
  const paths = await find([pattern], { onlyFiles: true, expandDirectories: false, absolute: isAbsolute(pattern) });
  if (paths.length === 0) yield problem("E401", "no file matches", { where: pattern, hint: "check the pattern; quote it so that the shell leaves it alone" });
  for (const path of paths.sort()) yield { kind: "file", path };
}

function attempt<T>(action: () => T): T | NodeJS.ErrnoException {
  try {
    return action();
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

export function unreadable(path: string, error: NodeJS.ErrnoException): Problem {
  if (error.code === "ENOENT") return problem("E401", "no such file or folder", { where: path, hint: "check the path" });
  if (error.code === "EACCES" || error.code === "EPERM") return problem("E407", "permission denied", { where: path, hint: "check who may read it (ls -l)" });
  return problem("E408", `cannot be read: ${error.message}`, { where: path });
}
