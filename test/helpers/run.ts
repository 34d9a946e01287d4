import { PassThrough, Readable } from "node:stream";
import type { Io } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";

export interface Run {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Run a command in this process. */
export async function run(args: string[], options: { stdin?: string | Uint8Array; tty?: boolean; columns?: number; env?: Record<string, string> } = {}): Promise<Run> {
  const collect = (): { stream: PassThrough; text: () => string } => {
    const stream = new PassThrough();
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    return { stream, text: () => Buffer.concat(chunks).toString("utf8") };
  };
  const out = collect();
  const err = collect();
  const stdin = options.stdin === undefined ? Object.assign(Readable.from([]), { isTTY: true }) : Readable.from([options.stdin]);
  const cursor = { cursorTo() {}, clearLine() {}, moveCursor() {} }; // what a terminal's stream has beside columns
  const io = { stdin, stdout: out.stream, stderr: Object.assign(err.stream, { isTTY: options.tty ?? false, columns: options.columns, ...cursor }), env: options.env ?? {} } as unknown as Io;
  const exit = await main(args, io);
  await new Promise((resolve) => setImmediate(resolve));
  return { exit, out: out.text(), err: err.text() };
}
