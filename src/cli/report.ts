import type { Problem } from "../core/problem.ts";
import { type Io, printable } from "./io.ts";
import { paintFor } from "./paint.ts";

/** Problems as lines on stderr: what, where, what next. */
export async function reporter(io: Io, quiet: boolean): Promise<(problem: Problem) => void> {
  const paint = await paintFor(io, io.stderr);
  return ({ code, severity, message, where, hint }) => {
    if (quiet && severity === "warning") return;
    const label = severity === "error" ? paint.red(`error ${code}`) : paint.yellow(`warning ${code}`);
    const place = where === undefined ? "" : `${paint.bold(printable(where))}: `;
    const next = hint === undefined ? "" : paint.dim(` (${printable(hint)})`);
    io.stderr.write(`demarche: ${label} ${place}${printable(message)}${next}\n`);
  };
}
