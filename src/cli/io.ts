import type { Readable, Writable } from "node:stream";

/** Everything a command touches outside itself; injected, so that tests run commands without a process. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Signals, where there is a process. */
  on?(signal: Signal, handler: () => void): unknown;
  off?(signal: Signal, handler: () => void): unknown;
}

type Signal = "SIGINT" | "SIGTERM";

export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

// C0 and C1 controls but tab and line feed: a file name or article must not steer the terminal.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;

/** Text for a terminal: control characters become visible escapes. */
export const printable = (text: string): string => text.replace(CONTROLS, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`);

/** Colour for a stream: NO_COLOR forbids, FORCE_COLOR demands, otherwise only a terminal gets it. */
export function colourLevel(io: Io, stream: { readonly isTTY?: boolean }): 0 | 1 {
  const { NO_COLOR, FORCE_COLOR } = io.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return 0;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR === "0" || FORCE_COLOR === "false" ? 0 : 1;
  return stream.isTTY && io.env["TERM"] !== "dumb" ? 1 : 0;
}
