import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import { didYouMean, nearest, type Problem, problem } from "../core/problem.ts";

/** A parsed YAML file in which every value can answer "file:line:column". */
export interface YamlFile {
  readonly path: string;
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Position of the value at a path, or of its nearest known ancestor. */
  locate(path: readonly PropertyKey[], part?: "key"): string;
  /** Line of the value at a path. */
  line(path: readonly PropertyKey[]): number;
}

const MAX_ALIASES = 100;

/**
 * @param path shown in messages
 * Keys are checked for duplicates here, because the library's own check is quadratic (20,000 keys: 8 s).
 */
export function parseYaml(path: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, keepSourceTokens: false });
  const problems: Problem[] = document.errors.map((error) =>
    problem("E201", error.message.split("\n")[0] ?? error.message, { where: position(path, lines, error.pos[0]), hint: "mend the YAML syntax" }),
  );
  const locateNode = (node: Node | null | undefined): string => position(path, lines, node?.range?.[0] ?? 0);
  checkDuplicates(document.contents, (key, node) => problems.push(problem("E202", `duplicate key "${key}"`, { where: locateNode(node), hint: "merge the two entries" })));
  let value: unknown;
  if (problems.length === 0)
    try {
      value = document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch (error) {
      problems.push(problem("E203", `aliases expand without bound: ${(error as Error).message}`, { where: path, hint: "write the values out" }));
    }
  const find = (at: readonly PropertyKey[], part?: "key"): Node | undefined => {
    let node: Node | null | undefined = document.contents;
    let found: Node | undefined = node ?? undefined;
    for (const step of at) {
      if (isAlias(node)) node = node.resolve(document);
      if (isMap(node)) {
        const pair = node.items.find((p) => isScalar(p.key) && String(p.key.value) === String(step));
        if (pair && isScalar(pair.key)) found = pair.key;
        node = pair?.value as Node | undefined;
      } else if (isSeq(node)) node = node.items[Number(step)] as Node | undefined;
      else node = undefined;
      if (!node) break;
      if (part !== "key" && (isScalar(node) || isSeq(node) || (isMap(node) && typeof step === "number"))) found = node;
    }
    return found;
  };
  return {
    path,
    value,
    problems,
    locate: (at, part) => locateNode(find(at, part)),
    line: (at) => lines.linePos(find(at)?.range?.[0] ?? 0).line,
  };
}

const position = (path: string, lines: LineCounter, offset: number): string => {
  const { line, col } = lines.linePos(offset);
  return `${path}:${line}:${col}`;
};

function checkDuplicates(node: unknown, report: (key: string, node: Node) => void): void {
  if (isSeq(node)) for (const item of node.items) checkDuplicates(item, report);
  if (!isMap(node)) return;
  const seen = new Set<string>();
  for (const pair of node.items) {
    if (isScalar(pair.key)) {
      const key = String(pair.key.value);
      if (seen.has(key)) report(key, pair.key);
      seen.add(key);
    }
    checkDuplicates(pair.value, report);
  }
}

/** Validate a YAML file's value; every issue becomes a problem at its line and column, with a nearest-name hint for unknown keys. */
export function validateYaml<T>(file: YamlFile, schema: z.ZodType<T>, knownKeys: readonly string[] = []): { readonly value?: T; readonly problems: readonly Problem[] } {
  if (file.problems.length > 0) return { problems: file.problems };
  const result = schema.safeParse(file.value);
  if (result.success) return { value: result.data, problems: [] };
  const problems = result.error.issues.flatMap((issue): Problem[] => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => {
        return problem("E204", `unknown key "${key}"`, { where: file.locate([...issue.path, key], "key"), hint: didYouMean(key, knownKeys, "remove it") });
      });
    const at = issue.path.length > 0 ? `${issue.path.map(String).join(".")}: ` : "";
    const values = "values" in issue ? (issue.values as unknown[]).map(String) : [];
    const given = "input" in issue ? String(issue.input) : "";
    const meant = given ? nearest(given, values) : undefined;
    return [problem("E205", `${at}${issue.message}`, { where: file.locate(issue.path), ...(meant ? { hint: `did you mean "${meant}"?` } : {}) })];
  });
  return { problems };
}
