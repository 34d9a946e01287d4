import type { RunSummary } from "../run/run.ts";
import type { Io } from "./io.ts";

/** How far a run has come, on stderr: a line that moves on a terminal, else a line now and then. */
export interface Progress {
  /** @param bytes - of the input, read so far */
  update(summary: RunSummary, bytes: number): void;
  /** Clear the line, so that a message can be printed; the next update draws it again. */
  pause(): void;
  stop(): void;
  /** What a long run came to. */
  finish(summary: RunSummary): void;
}

export const PROGRESS_MODES = ["auto", "bar", "log", "none"] as const;
export type ProgressMode = (typeof PROGRESS_MODES)[number];

const LOG_EVERY_MS = 10_000;
const SILENT: Progress = { update() {}, pause() {}, stop() {}, finish() {} };

/** @param size - asks for the bytes of the whole input, where they can be known; only a bar does */
export async function startProgress(io: Io, mode: ProgressMode, size: () => Promise<number | undefined>): Promise<Progress> {
  // A terminal without a width (0 columns) has no line to draw on: the spinner would clear lines for ever.
  const drawable = io.stderr.isTTY === true && io.stderr.columns !== 0 && io.env["TERM"] !== "dumb";
  const chosen = mode === "auto" ? (drawable ? "bar" : io.stderr.isTTY ? "none" : "log") : mode === "bar" && !drawable ? "log" : mode;
  if (chosen === "none") return SILENT;
  return chosen === "bar" ? bar(io, size) : log(io);
}

async function bar(io: Io, size: () => Promise<number | undefined>): Promise<Progress> {
  const { default: ora } = await import("ora");
  const begun = performance.now();
  const spinner = ora({ stream: io.stderr as NodeJS.WriteStream, discardStdin: false }).start("reading");
  let total: number | undefined;
  size().then(
    (known) => {
      total = known;
    },
    () => undefined,
  );
  return {
    update(summary, bytes) {
      spinner.text = [pace(summary, bytes, begun), ...left(bytes, total, begun)].join(" · ");
      if (!spinner.isSpinning) spinner.start();
    },
    pause() {
      spinner.stop();
    },
    stop() {
      spinner.stop();
    },
    finish(summary) {
      if (summary.documents > 1) io.stderr.write(told(summary, begun));
    },
  };
}

function log(io: Io): Progress {
  const begun = performance.now();
  let last = begun;
  return {
    update(summary, bytes) {
      const now = performance.now();
      if (now - last < LOG_EVERY_MS) return;
      last = now;
      io.stderr.write(`demarche: ${pace(summary, bytes, begun)}\n`);
    },
    pause() {},
    stop() {},
    finish(summary) {
      if (last > begun) io.stderr.write(told(summary, begun));
    },
  };
}

const count = (value: number): string => value.toLocaleString("en-US");
const many = (value: number, one: string): string => `${count(value)} ${one}${value === 1 ? "" : "s"}`;

function pace({ documents, events, errors }: RunSummary, bytes: number, begun: number): string {
  const seconds = Math.max((performance.now() - begun) / 1000, 0.001);
  const parts = [many(documents, "article"), `${count(Math.round(documents / seconds))}/s`, `${(bytes / 1e6 / seconds).toFixed(1)} MB/s`, many(events, "event")];
  return [...parts, ...(errors > 0 ? [`${count(errors)} failed`] : [])].join(" · ");
}

/** Less than this tells nothing of what is left. */
const MIN_SHARE = 0.01;
const MIN_SECONDS = 2;

function left(bytes: number, total: number | undefined, begun: number): string[] {
  const seconds = (performance.now() - begun) / 1000;
  const share = total === undefined || total === 0 ? 0 : Math.min(bytes / total, 1);
  if (share < MIN_SHARE || seconds < MIN_SECONDS) return [];
  const rest = Math.ceil((seconds / share) * (1 - share));
  const minutes = Math.floor(rest / 60);
  const clock = minutes < 60 ? [minutes, rest % 60] : [Math.floor(minutes / 60), minutes % 60, rest % 60];
  return [`${Math.floor(share * 100)} %`, `${clock.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, "0"))).join(":")} left`];
}

function told(summary: RunSummary, begun: number): string {
  const { documents, events, errors, byType, warnings } = summary;
  const types = Object.entries(byType)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([type, n]) => `${type} ${count(n)}`);
  const lines = [
    `demarche: ${many(documents, "article")} in ${((performance.now() - begun) / 1000).toFixed(1)} s, ${many(events, "event")}${types.length > 0 ? `: ${types.join(", ")}` : ""}`,
    ...Object.entries(warnings).map(([code, n]) => `  ${code} ${count(n)} times`),
    ...(errors > 0 ? [`  ${count(errors)} failed, named above`] : []),
  ];
  return `${lines.join("\n")}\n`;
}
