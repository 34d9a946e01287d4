import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import type { Writable } from "node:stream";
import { OutputError } from "../run/run.ts";
import type { Io } from "./io.ts";

/** Where records go: standard output, or a file that appears whole or not at all. */
export interface Sink {
  write(text: string): Promise<void>;
  /** Finish; a file takes its name now. */
  commit(): Promise<void>;
  /** Leave nothing behind. */
  abort(): Promise<void>;
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

function streamSink(stream: Writable): Sink {
  let failure: NodeJS.ErrnoException | undefined;
  stream.on("error", (error) => {
    failure ??= error as NodeJS.ErrnoException;
  });
  const check = (): void => {
    if (failure && failure.code !== "EPIPE") throw new OutputError(`cannot write: ${failure.message}`);
  };
  return {
    async write(text) {
      check();
      if (failure || text === "") return;
      if (!stream.write(text)) await drained(stream);
      check();
    },
    async commit() {
      check();
    },
    async abort() {},
    closed: () => failure?.code === "EPIPE",
  };
}
