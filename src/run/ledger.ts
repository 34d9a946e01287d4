import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { type Problem, ProblemError, problem } from "../core/problem.ts";
import type { RawDocument } from "../core/types.ts";
import type { Result } from "./extractor.ts";
import { writing } from "./run.ts";

/**
 * What a run has finished: a line per article, written after its records. A run that was stopped at any moment and is started again
 * cuts its output back to the last line's end, passes over what the ledger names, and goes on.
 */
export interface Ledger {
  /** Bytes of the output, and records in it, that stand. */
  readonly end: number;
  readonly records: number;
  /** What the finished articles had found and failed with, for the summary. */
  readonly finished: readonly Entry[];
  /** True once for each time that the article was finished. */
  has(document: RawDocument): boolean;
  /** @param end - bytes of the output, this article's records included */
  add(document: RawDocument, result: Result, end: number): void;
  /** Write the lines of what was added; its output has been written. */
  commit(): void;
  close(): void;
}

export interface Entry {
  readonly article: string;
  readonly sha256?: string;
  readonly types: readonly string[];
  readonly problems: readonly Pick<Problem, "code" | "severity" | "where" | "message">[];
  readonly units: number;
  readonly end: number;
}

/**
 * @param fingerprint - of all that the output depends on beside the input
 * @throws ProblemError where the file is the ledger of another run, or none
 */
export function openLedger(file: string, fingerprint: string): Ledger {
  const head = `${JSON.stringify({ ledger: 1, fingerprint })}\n`;
  const old = writing(file, () => (existsSync(file) ? readFileSync(file) : Buffer.alloc(0)));
  // A last line without its end was cut off in the writing.
  const whole = old.subarray(0, old.lastIndexOf(0x0a) + 1);
  if (whole.length > 0 && !whole.toString("latin1", 0, head.length).startsWith(head))
    throw new ProblemError([
      problem("E115", "the ledger belongs to another run", { where: file, hint: "start again with the same command and version, or delete the ledger and the .partial file beside the output" }),
    ]);
  const finished = entries(whole.subarray(whole.indexOf(0x0a) + 1).toString("utf8"), file);
  const fd = writing(file, () => openSync(file, "a"));
  writing(file, () => ftruncateSync(fd, whole.length));
  if (whole.length === 0) writing(file, () => writeSync(fd, head));

  const known = new Map<string, number>();
  for (const { article, sha256 } of finished) known.set(keyOf(article, sha256), (known.get(keyOf(article, sha256)) ?? 0) + 1);
  const added: Entry[] = [];
  return {
    end: finished.at(-1)?.end ?? 0,
    records: finished.reduce((sum, { types }) => sum + types.length, 0),
    finished,
    has(document) {
      const key = keyOf(nameOf(document), document.sha256);
      const times = known.get(key) ?? 0;
      if (times === 0) return false;
      known.set(key, times - 1);
      return true;
    },
    add(document, { records, problems }, end) {
      added.push({
        article: nameOf(document),
        ...(document.sha256 === undefined ? {} : { sha256: document.sha256 }),
        types: records.map((record) => record.type),
        problems: problems.map(({ code, severity, where, message }) => ({ code, severity, ...(where === undefined ? {} : { where }), message })),
        units: document.text.length,
        end,
      });
    },
    commit() {
      if (added.length === 0) return;
      const lines = Buffer.from(
        added
          .splice(0)
          .map((entry) => `${JSON.stringify(entry)}\n`)
          .join(""),
      );
      for (let at = 0; at < lines.length; ) at += writing(file, () => writeSync(fd, lines, at));
    },
    close: () => closeSync(fd),
  };
}

const nameOf = ({ path, member }: RawDocument): string => `${path ?? ""}#${member ?? ""}`;
const keyOf = (article: string, sha256: string | undefined): string => `${sha256 ?? ""} ${article}`;

function entries(text: string, file: string): Entry[] {
  try {
    return text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Entry);
  } catch (error) {
    throw new ProblemError([problem("E115", `the ledger is damaged: ${(error as Error).message}`, { where: file, hint: "delete it and the .partial file beside the output, and start again" })]);
  }
}
