import { existsSync, readFileSync } from "node:fs";
import { type Engine, createEngine } from "../core/engine.ts";
import type { Knowledge } from "../core/types.ts";
import { rules } from "../languages/rules.ts";

/**
 * The engine for a command. Built-in knowledge was compiled to plain data when the bundle was made, so that neither YAML
 * nor zod is loaded; `--schemas`, or a run from the sources, compiles it anew.
 */
export async function engineFor(schemas: readonly string[], version: string): Promise<Engine> {
  // The bundle's chunks lie one folder below it.
  const built = [new URL("./knowledge.json", import.meta.url), new URL("../knowledge.json", import.meta.url)].find((url) => existsSync(url));
  const knowledge: Knowledge =
    schemas.length === 0 && built
      ? (JSON.parse(readFileSync(built, "utf8")) as Knowledge)
      : (await import("../knowledge/load.ts")).loadKnowledge({ schemas, version }).knowledge;
  return createEngine(knowledge, rules);
}
