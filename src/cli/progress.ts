import type { Io } from "./io.ts";

/** A spinner on stderr, on a terminal only. */
export interface Progress {
  update(text: string): void;
  /** Clear the line, so that a message can be printed; the next update draws it again. */
  pause(): void;
  stop(): void;
}

const SILENT: Progress = { update() {}, pause() {}, stop() {} };

export async function startProgress(io: Io, quiet: boolean): Promise<Progress> {
  // A terminal without a width (0 columns) has no line to draw on: the spinner would clear lines for ever.
  if (quiet || !io.stderr.isTTY || io.stderr.columns === 0 || io.env["TERM"] === "dumb") return SILENT;
  const { default: ora } = await import("ora");
  const spinner = ora({ stream: io.stderr as NodeJS.WriteStream, discardStdin: false }).start("reading");
  return {
    update(text) {
      spinner.text = text;
      if (!spinner.isSpinning) spinner.start();
    },
    pause() {
      spinner.stop();
    },
    stop() {
      spinner.stop();
    },
  };
}
