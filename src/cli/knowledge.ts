import { createEngine, type Engine } from "../core/engine.ts";
import { readKnowledge } from "../knowledge/built.ts";
import { rules } from "../languages/rules.ts";

/**
 * The engine for a command. Built-in knowledge was compiled to plain data when the bundle was made, so that neither YAML
 * nor zod is loaded; `--schemas`, or a run from the sources, compiles it anew.
 */
export async function engineFor(schemas: readonly string[], version: string): Promise<Engine> {
  const folder = new URL("./", import.meta.url);
  // In the bundle this module lies in dist/ itself or one folder below it.
  const built = schemas.length === 0 ? (readKnowledge(folder) ?? readKnowledge(new URL("../", folder))) : undefined;
  return createEngine(built ?? (await import("../knowledge/load.ts")).loadKnowledge({ schemas, version }).knowledge, rules);
}
