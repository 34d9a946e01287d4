import { createEngine, type Engine } from "../core/engine.ts";
import { didYouMean, ProblemError, problem } from "../core/problem.ts";
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

/** @throws ProblemError where the language is not spoken */
export function checkLanguage(language: string | undefined, { knowledge }: Engine): void {
  if (language === undefined || knowledge.languages[language]) return;
  throw new ProblemError([problem("E106", `unknown language "${language}"`, { where: "--language", hint: `demarche reads: ${Object.keys(knowledge.languages).join(", ")}` })]);
}

/** @throws ProblemError naming each unknown type */
export function checkTypes(types: readonly string[], known: readonly string[]): void {
  const problems = types
    .filter((type) => !known.includes(type))
    .map((type) => {
      return problem("E107", `unknown event type "${type}"`, { hint: didYouMean(type, known, `known: ${known.join(", ")}`) });
    });
  if (problems.length > 0) throw new ProblemError(problems);
}
