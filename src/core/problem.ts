/** Something that went wrong with an input or a configuration. A value, never thrown; bugs throw. */
export interface Problem {
  /** `E1xx` flags, `E2xx` schemas, `E3xx` lexicons, `E4xx` reading, `E5xx` extraction; `W…` warnings. */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** What happened. */
  readonly message: string;
  /** Where: a path, or `file:line:column`. */
  readonly where?: string;
  /** What to do next. */
  readonly hint?: string;
}

export function problem(code: string, message: string, rest: { where?: string; hint?: string } = {}): Problem {
  return { code, severity: code.startsWith("W") ? "warning" : "error", message, ...rest };
}

/** Several problems at once: what configuration errors travel in. */
export class ProblemError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((p) => `${p.code} ${p.where ? `${p.where} ` : ""}${p.message}`).join("\n"));
    this.name = "ProblemError";
  }
}

/** Told by its name: bundles may hold a copy of the class each. */
export const isProblemError = (error: unknown): error is ProblemError => error instanceof Error && error.name === "ProblemError";

/** A hint for a mistyped word: the candidate that is meant, or something else. */
export function didYouMean(word: string, candidates: Iterable<string>, otherwise: string): string {
  const meant = nearest(word, candidates);
  return meant ? `did you mean "${meant}"?` : otherwise;
}

/**
 * The candidate nearest to a mistyped word, by edit distance, if it is near enough to be meant.
 * Example: nearest("leter", ["letter", "meeting"]) is "letter".
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word, candidate);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row[j] = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
    previous = row;
  }
  return previous[b.length] ?? 0;
}

/** How messages call a document: its file, and its name inside that file: "news.zip#a/1.txt". */
export const sourceName = (source: { readonly path: string; readonly member?: string }): string => (source.member === undefined ? source.path : `${source.path}#${source.member}`);
