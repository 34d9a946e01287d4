import type { View } from "../../core/clause/view.ts";
import { newTrace, type Trace, type Verdict } from "../../core/extract.ts";
import type { TraceNote } from "../../core/match.ts";
import { ProblemError, problem } from "../../core/problem.ts";
import { codePointOffsets } from "../../core/record.ts";
import type { Actor, RawDocument, Sense, Span } from "../../core/types.ts";
import { discover } from "../../read/discover.ts";
import { read } from "../../read/read.ts";
import { extractDocument } from "../../run/extractor.ts";
import { EXIT, type Io, printable } from "../io.ts";
import { checkLanguage, engineFor } from "../knowledge.ts";
import { type Paint, paintFor } from "../paint.ts";
import { faultOfDay } from "../plan.ts";
import { reporter } from "../report.ts";
import { VERSION } from "../version.ts";

/** `demarche explain`: what the engine saw in one article, and why it wrote down what it did. */

const WIDTH = 80;

/** One sentence as it is explained; spans in code points. */
interface Sentence {
  readonly index: number;
  readonly span: readonly [number, number];
  readonly heading: boolean;
  readonly text: string;
  /** Words taken apart: "وللوزير" is و + ل + وزير. */
  readonly split: readonly string[];
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
  readonly frames: readonly Frame[];
}

/** One word or phrase, as the lexicon knows it: `office=ambassador`; no senses for a word it does not know. */
interface Word {
  readonly text: string;
  readonly span: readonly [number, number];
  readonly senses: readonly string[];
}

interface Mention {
  readonly text: string;
  readonly span: readonly [number, number];
  readonly kind: string;
  readonly office: readonly string[];
  readonly country?: string;
  readonly organization?: string;
  readonly refers: string;
}

interface Frame {
  readonly rule: string;
  readonly trigger: string;
  readonly span: readonly [number, number];
  readonly matched: boolean;
  readonly outcome: string;
  readonly slots: readonly { readonly relation: string; readonly text: string; readonly roles: readonly string[]; readonly via?: string; readonly means?: string }[];
}

interface Event {
  /** From 1, in the order that extract prints; events not written down have none. */
  readonly number?: number;
  readonly type: string;
  readonly id?: string;
  readonly refused?: string;
  readonly status: string;
  readonly scope: string;
  readonly foreground: boolean;
  readonly confidence: number;
  readonly parts: readonly { readonly why: string; readonly amount: number }[];
  readonly sentences: readonly number[];
  readonly rules: readonly string[];
  readonly parties: readonly {
    readonly role: string;
    readonly text: string;
    readonly name?: string;
    readonly office?: string;
    readonly country?: string;
    readonly organization?: string;
    readonly via?: string;
  }[];
}

interface Explanation {
  readonly path: string;
  readonly language?: string;
  readonly home?: string;
  readonly published?: string;
  readonly events: readonly Event[];
  readonly sentences: readonly Sentence[];
}

export async function explainCommand(path: string, flags: Readonly<Record<string, unknown>>, io: Io): Promise<number> {
  const wanted = flags["event"] === undefined ? undefined : Number(flags["event"]);
  if (wanted !== undefined && !(Number.isInteger(wanted) && wanted >= 1))
    throw new ProblemError([problem("E110", `"${String(flags["event"])}" is no event number`, { where: "--event", hint: "events are numbered from 1, in the order that extract prints them" })]);
  const published = flags["published"] as string | undefined;
  const fault = faultOfDay(published);
  if (fault) throw new ProblemError([fault]);
  const span = flags["span"] === undefined ? undefined : parseSpan(String(flags["span"]));
  const report = await reporter(io, false);
  const document = await readOne(path, io, report);
  if (!document) return EXIT.failed;
  const engine = await engineFor(flags["schemas"] as string[], VERSION);
  const trace = newTrace();
  const language = flags["language"] as string | undefined;
  checkLanguage(language, engine);
  const outcome = await extractDocument(
    engine,
    document,
    {
      ...(published === undefined ? {} : { published }),
      ...(language === undefined ? {} : { language }),
      includeBackground: flags["includeBackground"] === true,
      includeDomestic: flags["includeDomestic"] === true,
    },
    trace,
  );
  for (const fault of outcome.problems) report(fault);
  const whole = explain(document, outcome.language, trace);
  const written = whole.events.filter((e) => e.id !== undefined);
  if (wanted !== undefined && wanted > written.length)
    throw new ProblemError([problem("E110", `there is no event ${wanted}`, { where: path, hint: `the article has ${written.length} event${written.length === 1 ? "" : "s"}` })]);
  const event = wanted === undefined ? undefined : written[wanted - 1];
  const sentences = whole.sentences.filter((s) => (!event || event.sentences.includes(s.index)) && (!span || (s.span[0] < span[1] && s.span[1] > span[0])));
  const shown: Explanation = {
    ...whole,
    events: event ? [event] : span ? whole.events.filter((e) => sentences.some((s) => e.sentences.includes(s.index))) : whole.events,
    sentences,
  };
  if (flags["json"] === true) io.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
  else io.stdout.write(render(shown, span !== undefined, await paintFor(io, io.stdout)));
  return EXIT.done;
}

function parseSpan(text: string): readonly [number, number] {
  const match = /^(?<from>[0-9]+):(?<to>[0-9]+)$/u.exec(text);
  const from = Number(match?.groups?.["from"]);
  const to = Number(match?.groups?.["to"]);
  if (!match || from >= to) throw new ProblemError([problem("E111", `"${text}" is no span`, { where: "--span", hint: "write START:END, in code points, as spans stand in records" })]);
  return [from, to];
}

async function readOne(path: string, io: Io, report: (fault: ReturnType<typeof problem>) => void): Promise<RawDocument | undefined> {
  for await (const source of discover([path])) {
    if ("code" in source) {
      report(source);
      return undefined;
    }
    for await (const found of read(source, { maxArticleBytes: Number.MAX_SAFE_INTEGER, stdin: () => io.stdin })) {
      if ("text" in found) return found; // one article: the first
      report(found);
    }
  }
  return undefined;
}

function explain(document: RawDocument, language: string | undefined, trace: Trace): Explanation {
  const offset = codePointOffsets(document.text);
  const slice = (span: Span): string => document.text.slice(span.start, span.end).replace(/\s+/gu, " ");
  const points = (span: Span): readonly [number, number] => [offset(span.start), offset(span.end)];
  return {
    path: document.path ?? "-",
    ...(language === undefined ? {} : { language }),
    ...(trace.home === undefined ? {} : { home: trace.home }),
    ...(trace.published === undefined ? {} : { published: trace.published }),
    events: numbered(trace.verdicts.map((verdict) => eventOf(verdict, slice))),
    sentences: trace.views.map((view) => sentenceOf(view, trace.notes, slice, points)),
  };
}

function numbered(events: readonly Event[]): Event[] {
  let number = 0;
  return events.map((event) => (event.id === undefined ? event : { number: ++number, ...event }));
}

function eventOf({ candidate, parts, scope, refused, record }: Verdict, slice: (span: Span) => string): Event {
  return {
    type: candidate.type,
    ...(record ? { id: record.id } : {}),
    ...(refused === undefined ? {} : { refused }),
    status: candidate.status,
    scope,
    foreground: candidate.foreground,
    confidence: candidate.confidence,
    parts,
    sentences: [...new Set(candidate.sentences)].sort((a, b) => a - b),
    rules: [...new Set(candidate.frames.map((f) => f.id))],
    parties: [...candidate.roles].flatMap(([role, fillers]) =>
      fillers.map(({ mention, entity, via }) => {
        const source = via ?? (entity.countryVia === undefined ? undefined : `${entity.countryVia}-country`);
        return {
          role,
          text: slice(mention),
          ...(entity.name ? { name: slice(entity.name) } : {}),
          ...(entity.office === undefined ? {} : { office: entity.office }),
          ...(entity.country === undefined ? {} : { country: entity.country }),
          ...(entity.organization === undefined ? {} : { organization: entity.organization }),
          ...(source === undefined ? {} : { via: source }),
        };
      }),
    ),
  };
}

function sentenceOf(view: View, notes: readonly TraceNote[], slice: (span: Span) => string, points: (span: Span) => readonly [number, number]): Sentence {
  const { sentence } = view;
  const split: string[] = [];
  for (let i = 0; i < sentence.tokens.length; i++) {
    if (!sentence.tokens[i + 1]?.glued) continue;
    let to = i + 1;
    while (sentence.tokens[to + 1]?.glued) to++;
    split.push(
      sentence.tokens
        .slice(i, to + 1)
        .map((t) => slice(t))
        .join(" + "),
    );
    i = to;
  }
  return {
    index: sentence.index,
    span: points(sentence),
    heading: sentence.heading,
    text: slice(sentence),
    split,
    words: view.items.map((item) => wordOf(sentence.tokens.slice(item.from, item.to), item.senses, slice, points)),
    mentions: view.elements.flatMap(({ actor }) => (actor ? [mentionOf(actor, slice, points)] : [])),
    frames: notes
      .filter((note) => note.sentence === sentence.index)
      .map((note) => ({
        rule: note.rule,
        trigger: slice(note.span),
        span: points(note.span),
        matched: note.slots !== undefined,
        outcome: note.outcome,
        slots: (note.slots ?? []).map(({ relation, span, roles, via, means }) => ({
          relation,
          text: slice(span),
          roles,
          ...(via === undefined ? {} : { via }),
          ...(means === undefined ? {} : { means: slice(means) }),
        })),
      })),
  };
}

function wordOf(tokens: readonly Span[], senses: readonly Sense[], slice: (span: Span) => string, points: (span: Span) => readonly [number, number]): Word {
  const span = { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
  return { text: slice(span), span: points(span), senses: [...new Set(senses.map(({ kind, value }) => (value === "" ? kind : `${kind}=${value}`)))] };
}

const mentionOf = (actor: Actor, slice: (span: Span) => string, points: (span: Span) => readonly [number, number]): Mention => ({
  text: slice(actor),
  span: points(actor),
  kind: actor.kind,
  office: actor.titles.map((t) => t.office),
  ...(actor.country === undefined ? {} : { country: actor.country }),
  ...(actor.organization === undefined ? {} : { organization: actor.organization }),
  refers: actor.reference.to,
});

/** The words stand in the report of a span alone: a whole article has too many to read. */
function render({ path, language, home, published, events, sentences }: Explanation, words: boolean, paint: Paint): string {
  const lines: string[] = [];
  const facts = [`language ${language ?? "not known"}`, `home state ${home ?? "not told"}`, `published ${published ?? "not told"}`];
  lines.push(paint.bold(printable(path)), `  ${facts.join(" · ")}`, "");
  for (const sentence of sentences) lines.push(...renderSentence(sentence, words, paint), "");
  lines.push(paint.bold("events"));
  if (events.length === 0) lines.push("  none: no frame matched");
  for (const event of events) lines.push(...renderEvent(event, paint));
  return `${lines.join("\n")}\n`;
}

function renderSentence(sentence: Sentence, words: boolean, paint: Paint): string[] {
  const lines = [
    `${paint.bold(`sentence ${sentence.index + 1}`)} ${paint.dim(`${sentence.span.join(":")}${sentence.heading ? ", ends without a full stop" : ""}`)}`,
    ...wrap(printable(sentence.text), 2),
  ];
  if (sentence.split.length > 0) lines.push(...wrap(`${paint.cyan("taken apart")}  ${sentence.split.join(" · ")}`, 2));
  for (const { text, span, senses } of words ? sentence.words : []) lines.push(...wrap(`${paint.cyan("word")}  ${printable(text)}  ${paint.dim(`${senses.join(", ")} ${span.join(":")}`)}`, 2));
  for (const m of sentence.mentions) {
    const codes = [m.kind, ...m.office, m.country ?? m.organization, m.refers === "self" ? undefined : `by ${m.refers}`].filter((x) => x !== undefined);
    lines.push(...wrap(`${paint.cyan("mention")}  ${printable(m.text)}  ${paint.dim(`[${codes.join(", ")}] ${m.span.join(":")}`)}`, 2));
  }
  for (const f of sentence.frames) {
    lines.push(...wrap(`${f.matched ? "+" : "-"} ${f.matched ? paint.bold(f.rule) : f.rule}  ${printable(f.trigger)}  ${paint.dim(f.outcome)}`, 2));
    for (const s of f.slots) {
      const to = s.roles.length === 0 ? "no role" : s.roles.join(" or ");
      const leans = s.via === undefined ? "" : ` (${s.via}${s.means === undefined ? "" : `: ${printable(s.means)}`})`;
      lines.push(...wrap(`${s.relation} → ${to}: ${printable(s.text)}${leans}`, 6));
    }
  }
  return lines;
}

function renderEvent(event: Event, paint: Paint): string[] {
  const sum = event.parts.map(({ why, amount }, n) => `${n === 0 ? "" : amount < 0 ? "− " : "+ "}${Math.abs(amount).toFixed(2)} ${why}`).join(" ");
  const lines = [
    `  ${event.number ?? "–"} ${paint.bold(event.type)}  ${event.id ?? paint.yellow(`not written down: ${event.refused ?? ""}`)}`,
    ...wrap(`${event.status}, ${event.scope}, ${event.foreground ? "foreground" : "background"}; sentences ${event.sentences.map((s) => s + 1).join(", ")}`, 6),
    ...wrap(`confidence ${event.confidence.toFixed(2)} = ${sum}`, 6),
    ...wrap(`rules ${event.rules.join(", ")}`, 6),
  ];
  for (const p of event.parties) {
    const codes = [p.office, p.country ?? p.organization, p.via === undefined ? undefined : `via ${p.via}`].filter((x) => x !== undefined);
    lines.push(...wrap(`${p.role}: ${printable(p.name ?? p.text)}${codes.length > 0 ? `  ${paint.dim(`[${codes.join(", ")}]`)}` : ""}`, 6));
  }
  return lines;
}

/** Lines of at most 80 columns; further ones are indented by two more. Colour codes take no room. */
function wrap(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = "";
  const room = (): number => WIDTH - indent - (lines.length > 0 ? 2 : 0);
  for (const word of text.split(" ")) {
    if (line !== "" && columns(line) + 1 + columns(word) > room()) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((l, n) => " ".repeat(indent + (n > 0 ? 2 : 0)) + l);
}

const columns = (text: string): number => [...text.replace(/\u001b\[[0-9;]*m/gu, "").replace(/\p{M}/gu, "")].length;
