import { Chalk } from "chalk";
import type { Problem } from "../core/problem.ts";
import { type Io, colourLevel, printable } from "./io.ts";

/** Problems as lines on stderr: what, where, what next. */
export function reporter(io: Io, quiet: boolean): (problem: Problem) => void {
  const paint = new Chalk({ level: colourLevel(io, io.stderr) });
  return ({ code, severity, message, where, hint }) => {
    if (quiet && severity === "warning") return;
    const label = severity === "error" ? paint.red(`error ${code}`) : paint.yellow(`warning ${code}`);
    const place = where === undefined ? "" : `${paint.bold(printable(where))}: `;
    const next = hint === undefined ? "" : paint.dim(` (${printable(hint)})`);
    io.stderr.write(`demarche: ${label} ${place}${printable(message)}${next}\n`);
  };
}
