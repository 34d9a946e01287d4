import { createHash } from "node:crypto";
import { closeSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
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
  /** What the finished articles had found and failed with, for the summary; read anew each time it is gone through. */
  readonly finished: Iterable<Entry>;
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
  const fd = writing(file, () => openSync(file, "a+"));
  const close = (): void => closeSync(fd);
  try {
    const known = new Finished();
    let [end, records, whole] = [0, 0, 0];
    // A head that was cut off in the writing is one; anything else is not ours to overwrite.
    const start = Buffer.alloc(head.length);
    if (!head.startsWith(start.toString("latin1", 0, readSync(fd, start, 0, head.length, 0))))
      throw new ProblemError([
        problem("E115", "the ledger belongs to another run", { where: file, hint: "start again with the same command and version, or delete the ledger and the .partial file beside the output" }),
      ]);
    for (const { line, after } of linesOf(fd)) {
      if (whole > 0) {
        const entry = entryOf(line, file);
        known.add(keyOf(entry.article, entry.sha256));
        end = entry.end;
        records += entry.types.length;
      }
      whole = after;
    }
    // A last line without its end was cut off in the writing.
    writing(file, () => ftruncateSync(fd, whole));
    if (whole === 0) writing(file, () => writeSync(fd, head));
    return opened(fd, file, head.length, known, { end, records });
  } catch (error) {
    close();
    throw error;
  }
}

function opened(fd: number, file: string, headLength: number, known: Finished, stood: Pick<Ledger, "end" | "records">): Ledger {
  const added: Entry[] = [];
  return {
    ...stood,
    finished: {
      *[Symbol.iterator]() {
        for (const { line, after } of linesOf(fd)) if (after > headLength) yield entryOf(line, file);
      },
    },
    has: (document) => known.take(keyOf(nameOf(document), document.sha256)),
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
const keyOf = (article: string, sha256: string | undefined): bigint =>
  createHash("sha256")
    .update(`${sha256 ?? ""} ${article}`)
    .digest()
    .readBigUInt64LE();

/** Keys, each as often as it was added; eight bytes and a bit for one, since an archive has millions. */
class Finished {
  #keys = new BigUint64Array(1024);
  #taken: Uint8Array | undefined;
  #count = 0;

  add(key: bigint): void {
    if (this.#count === this.#keys.length) {
      const larger = new BigUint64Array(this.#count * 2);
      larger.set(this.#keys);
      this.#keys = larger;
    }
    this.#keys[this.#count++] = key;
  }

  /** True once for each time that the key was added. */
  take(key: bigint): boolean {
    if (!this.#taken) {
      this.#keys = this.#keys.subarray(0, this.#count).sort();
      this.#taken = new Uint8Array(this.#count);
    }
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#keys[middle] as bigint) < key) low = middle + 1;
      else high = middle;
    }
    while (low < this.#count && this.#keys[low] === key && this.#taken[low]) low++;
    if (low >= this.#count || this.#keys[low] !== key) return false;
    this.#taken[low] = 1;
    return true;
  }
}

const CHUNK_BYTES = 1 << 20;

/** Whole lines of a file, and where each ends. */
function* linesOf(fd: number): Generator<{ readonly line: string; readonly after: number }> {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let rest = Buffer.alloc(0);
  let after = 0;
  for (let at = 0; ; ) {
    const count = readSync(fd, chunk, 0, CHUNK_BYTES, at);
    if (count === 0) return;
    at += count;
    let bytes = Buffer.concat([rest, chunk.subarray(0, count)]);
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE)) {
      after += end + 1;
      yield { line: bytes.toString("utf8", 0, end), after };
      bytes = bytes.subarray(end + 1);
    }
    rest = bytes;
  }
}

const NEWLINE = 0x0a;

function entryOf(line: string, file: string): Entry {
  try {
    return JSON.parse(line) as Entry;
  } catch (error) {
    throw new ProblemError([problem("E115", `the ledger is damaged: ${(error as Error).message}`, { where: file, hint: "delete it and the .partial file beside the output, and start again" })]);
  }
}
