import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { closeSync, createWriteStream, existsSync, ftruncateSync, openSync, renameSync, statSync, writeSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import type { Writable } from "node:stream";
import { ProblemError, problem } from "../../core/problem.ts";
import type { Chunk } from "../../output/index.ts";
import { OutputError, writing } from "../../run/run.ts";
import type { Io } from "../io.ts";

/** Where bytes go: standard output, or a file that appears whole or not at all. */
export interface Sink {
  write(chunk: Chunk): Promise<void>;
  /** Finish; a file takes its name now. */
  commit(): Promise<void>;
  /** Leave nothing behind, but what a later run is to go on with. */
  abort(): Promise<void>;
  /** Bytes given so far, those of an earlier run included. */
  readonly position: () => number;
  /** Write what is held back. */
  flush(): void;
  /** The reader went away (EPIPE): stop quietly. */
  readonly closed: () => boolean;
}

export function openSink(io: Io, path: string | undefined): Sink {
  if (path === undefined) return streamSink(io.stdout);
  const temporary = `${path}.${randomBytes(4).toString("hex")}.tmp`;
  const stream = createWriteStream(temporary);
  const sink = streamSink(stream);
  return {
    ...sink,
    async commit() {
      await new Promise<void>((resolve, reject) => {
        stream.once("error", reject);
        stream.end(resolve);
      }).catch((error: Error) => {
        throw new OutputError(`cannot write ${path}: ${error.message}`);
      });
      await rename(temporary, path).catch((error: Error) => {
        throw new OutputError(`cannot write ${path}: ${error.message}`);
      });
    },
    async abort() {
      stream.destroy();
      await rm(temporary, { force: true });
    },
  };
}

/** Wait until the stream takes more, or is gone; the listeners that lose the race are taken off. */
async function drained(stream: Writable): Promise<void> {
  const race = new AbortController();
  await Promise.race(["drain", "error", "close"].map((event) => once(stream, event, { signal: race.signal }).catch(() => undefined)));
  race.abort();
}

/**
 * A file that grows beside its name, as FILE.partial, and takes it at the end. Text is held back until `flush`, and written synchronously:
 * a ledger's line must not be older than what it tells of.
 * @param end - bytes that an earlier run has written for good
 */
export function resumableSink(path: string, end: number): Sink {
  const partial = `${path}.partial`;
  if (end > 0 && !existsSync(partial) && existsSync(path)) renameSync(path, partial); // it was finished, all but the ledger's knowing
  if (end > 0 && (!existsSync(partial) || statSync(partial).size < end))
    throw new ProblemError([problem("E116", "the output that the ledger tells of is gone", { where: partial, hint: "delete the ledger, and start again" })]);
  const file = writing(path, () => openSync(partial, end > 0 ? "r+" : "w"));
  writing(path, () => ftruncateSync(file, end));
  let open = true;
  const close = (): void => {
    if (open) closeSync(file);
    open = false;
  };
  let written = end;
  let held: Uint8Array[] = [];
  let position = end;
  const flush = (): void => {
    const bytes = Buffer.concat(held);
    held = [];
    for (let at = 0; at < bytes.length; ) {
      const count = writing(path, () => writeSync(file, bytes, at, bytes.length - at, written));
      at += count;
      written += count;
    }
  };
  return {
    async write(chunk) {
      const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      held.push(bytes);
      position += bytes.length;
    },
    async commit() {
      flush();
      close();
      writing(path, () => renameSync(partial, path));
    },
    async abort() {
      close();
    },
    position: () => position,
    flush,
    closed: () => false,
  };
}

function streamSink(stream: Writable): Sink {
  let failure: NodeJS.ErrnoException | undefined;
  stream.on("error", (error) => {
    failure ??= error as NodeJS.ErrnoException;
  });
  const check = (): void => {
    if (failure && failure.code !== "EPIPE") throw new OutputError(`cannot write: ${failure.message}`);
  };
  return {
    async write(chunk) {
      check();
      if (failure || chunk.length === 0) return;
      if (!stream.write(chunk)) await drained(stream);
      check();
    },
    async commit() {
      check();
    },
    async abort() {},
    position: () => 0,
    flush() {},
    closed: () => failure?.code === "EPIPE",
  };
}
