import { colourLevel, type Io } from "./io.ts";

type Style = (text: string) => string;

/** The styles that messages use. */
export interface Paint {
  readonly red: Style;
  readonly yellow: Style;
  readonly cyan: Style;
  readonly bold: Style;
  readonly dim: Style;
}

const as: Style = (text) => text;
const PLAIN: Paint = { red: as, yellow: as, cyan: as, bold: as, dim: as };

/** chalk where colour is wanted; it is not loaded where it is not. */
export async function paintFor(io: Io, stream: { readonly isTTY?: boolean }): Promise<Paint> {
  const level = colourLevel(io, stream);
  return level === 0 ? PLAIN : new (await import("chalk")).Chalk({ level });
}
