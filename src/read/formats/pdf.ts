import { getDocumentProxy, getResolvedPDFJS } from "unpdf";
import { problem, sourceName } from "../../core/problem.ts";
import { articleOf, contentOf, type FormatOptions, type Found, LARGER_THAN_TEXT, type Source, tooLongText } from "./context.ts";

/** PDF: the lines of its pages, joined to paragraphs again; right-to-left lines in the order they are read. */

/** A piece of a line as the page has it. */
interface Piece {
  readonly str: string;
  readonly dir: string;
  /** x, y at 4 and 5. */
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly hasEOL: boolean;
}

interface Line {
  readonly text: string;
  readonly y: number;
  readonly height: number;
}

/** A glyph of a page's drawing operations; numbers between them are gaps. */
type Glyph = { readonly unicode?: string } | number | null;

interface Operations {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

export async function* pdf(source: Source, options: FormatOptions): AsyncGenerator<Found> {
  const where = sourceName(source);
  const bytes = await contentOf(source, options.maxArticleBytes * LARGER_THAN_TEXT);
  if ("code" in bytes) {
    yield bytes;
    return;
  }
  try {
    const { OPS } = await getResolvedPDFJS();
    // The library takes the buffer as its own; nothing but errors is to be printed, and no code in a font is to be run.
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, isEvalSupported: false, stopAtErrors: false });
    try {
      const pages: Line[][] = [];
      let units = 0;
      for (let number = 1; number <= document.numPages; number++) {
        const page = await document.getPage(number);
        const pieces = ((await page.getTextContent()).items as readonly object[]).filter((item): item is Piece => "str" in item);
        const repair = pieces.some(({ dir }) => dir === "rtl") ? ligatures(await page.getOperatorList(), OPS) : new Map<string, string>();
        const lines = linesOf(pieces, repair);
        units += lines.reduce((sum, { text }) => sum + text.length, 0);
        if (units > options.maxArticleBytes) {
          yield { ...tooLongText(options.maxArticleBytes), where };
          return;
        }
        pages.push(lines);
        page.cleanup();
      }
      const text = withoutFurniture(pages).map(paragraphs).join("\n\n").trim();
      if (text === "") yield problem("W417", "the pages hold no text", { where, hint: "pictures of pages must go through text recognition (OCR) first" });
      else yield articleOf(source, text);
    } finally {
      await document.cleanup();
      await document.loadingTask.destroy();
    }
  } catch (error) {
    if ((error as Error).name === "PasswordException") yield problem("E426", "encrypted; skipped", { where });
    else yield problem("E415", `cannot be read as PDF: ${(error as Error).message}`, { where, hint: "is the file whole?" });
  }
}

const RTL_LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
/** Letters in the shapes they take in print; the plain letters are what is read. */
const PRINTED_SHAPES = /[\ufb50-\ufdff\ufe70-\ufefc]+/gu;
const RTL_WORD = /[\u0590-\u08ff]+/gu;
const plain = (text: string): string => text.replace(PRINTED_SHAPES, (shapes) => shapes.normalize("NFKC"));
const reversed = (text: string): string => [...text].reverse().join("");

/**
 * A right-to-left line is drawn from its left, and the library turns its characters round; those of a ligature, which one glyph gives
 * in reading order, come out turned. Words that hold such a glyph, as the library gives them → as they are read.
 */
function ligatures({ fnArray, argsArray }: Operations, OPS: Readonly<Record<string, number>>): Map<string, string> {
  const words = new Map<string, string>();
  const learn = (glyphs: readonly string[]): void => {
    if (glyphs.some((glyph) => glyph.length > 1)) words.set(plain(reversed(glyphs.join(""))), plain([...glyphs].reverse().join("")));
  };
  // A word may be drawn in many strokes, even one a letter; it ends where something else is drawn, or another line.
  let word: string[] = [];
  let y = Number.NaN;
  const end = (): void => {
    learn(word);
    word = [];
  };
  fnArray.forEach((operation, i) => {
    const args = argsArray[i] as readonly unknown[];
    if (operation === OPS["setTextMatrix"]) {
      const to = (args[0] as readonly number[])[5] as number;
      if (to !== y) end();
      y = to;
    } else if (operation === OPS["nextLine"] || (operation === OPS["moveText"] && args[1] !== 0)) end();
    else if (operation === OPS["showText"]) {
      let stroke: string[] = [];
      for (const glyph of args[0] as readonly Glyph[]) {
        const unicode = glyph !== null && typeof glyph === "object" ? glyph.unicode : undefined;
        if (unicode === undefined) continue;
        if (RTL_LETTER.test(unicode)) {
          stroke.push(unicode);
          word.push(unicode);
        } else {
          learn(stroke);
          stroke = [];
          end();
        }
      }
      learn(stroke);
    }
  });
  end();
  return words;
}

/** Pieces on one base line, in reading order. */
function linesOf(pieces: readonly Piece[], repair: ReadonlyMap<string, string>): Line[] {
  const lines: Line[] = [];
  let row: Piece[] = [];
  const end = (): void => {
    const inked = row.filter(({ str }) => str.trim() !== "");
    if (inked.length > 0) {
      const rtl = inked.filter(({ dir }) => dir === "rtl").length > 0 && inked.reduce((sum, { str, dir }) => sum + (dir === "rtl" ? str.length : -str.length), 0) > 0;
      const text = inOrder(row, rtl).replace(/\s+/gu, " ").trim();
      lines.push({ text: rtl ? mended(plain(text), repair) : plain(text), y: inked[0]?.transform[5] as number, height: Math.max(...inked.map(({ height }) => height)) });
    }
    row = [];
  };
  for (const piece of pieces) {
    const last = row.at(-1);
    if (last && Math.abs((last.transform[5] as number) - (piece.transform[5] as number)) > Math.max(last.height, piece.height) / 2) end();
    row.push(piece);
    if (piece.hasEOL) end();
  }
  end();
  return lines;
}

/** Pieces stand as they were drawn: in a line that runs from the right, what runs from the left keeps its order, and all else is turned. */
function inOrder(row: readonly Piece[], rtl: boolean): string {
  if (!rtl || row.length === 1) return row.map(({ str }) => str).join("");
  const sorted = [...row].sort((a, b) => (b.transform[4] as number) - (a.transform[4] as number));
  const runs: Piece[][] = [];
  for (const piece of sorted) {
    const run = runs.at(-1);
    if (run && piece.dir === "ltr" && run[0]?.dir === "ltr") run.unshift(piece);
    else runs.push([piece]);
  }
  return runs
    .flat()
    .map(({ str }) => str)
    .join("");
}

/** Ligatures put right; brackets that were drawn mirrored too. */
function mended(text: string, repair: ReadonlyMap<string, string>): string {
  return text.replace(RTL_WORD, (word) => repair.get(word) ?? word).replace(/^(?<before>[^()]*)\)(?<inside>[^()]*)\((?<after>[^()]*)$/u, "$<before>($<inside>)$<after>");
}

const MANY_PAGES = 3;

/** Without what stands on the edge of most pages, and without page numbers. */
function withoutFurniture(pages: readonly (readonly Line[])[]): Line[][] {
  const bare = (line: Line | undefined): string => (line?.text ?? "").replace(/[\p{N}\s/|–-]+/gu, "");
  const edges = new Map<string, number>();
  for (const page of pages) for (const key of new Set([bare(page[0]), bare(page.at(-1))])) edges.set(key, (edges.get(key) ?? 0) + 1);
  const isFurniture = (line: Line): boolean => bare(line) === "" || (pages.length >= MANY_PAGES && (edges.get(bare(line)) ?? 0) > pages.length / 2);
  return pages.map((page) => page.filter((line, i) => !((i === 0 || i === page.length - 1) && isFurniture(line))));
}

const GAP = 1.35; // of the page's usual pitch
const SAME_SIZE = 0.12;

/** Lines of one size at the usual pitch are one paragraph. */
function paragraphs(lines: readonly Line[]): string {
  const pitches = lines
    .slice(1)
    .map((line, i) => (lines[i] as Line).y - line.y)
    .filter((pitch) => pitch > 0)
    .sort((a, b) => a - b);
  const usual = pitches[Math.floor(pitches.length / 3)] ?? Number.POSITIVE_INFINITY;
  let text = "";
  lines.forEach((line, i) => {
    const above = lines[i - 1];
    if (above === undefined) text = line.text;
    else {
      const pitch = above.y - line.y;
      const apart = pitch <= 0 || pitch > usual * GAP || Math.abs(above.height - line.height) > above.height * SAME_SIZE;
      if (apart) text += `\n\n${line.text}`;
      else if (/\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(line.text)) text = text.slice(0, -1) + line.text;
      else text += ` ${line.text}`;
    }
  });
  return text;
}
