import { hasSense, senseOf } from "./lexicon.ts";
import { flatMap } from "./lists.ts";
import type { DateMention, IsoDate, Item, Sentence, Span, Token } from "./types.ts";

/**
 * Dates: expressions are read off the items of a sentence, then resolved against the day that "today" means.
 * Pure arithmetic: no clock; the Hijri calendar is the platform's Umm al-Qura.
 */

/** A date as the text says it. */
export interface DateExpression extends Span {
  readonly from: number;
  readonly to: number;
  readonly day?: number;
  readonly month?: number;
  readonly year?: number;
  readonly calendar: "gregorian" | "hijri";
  /** Days from the reference day: today 0, yesterday -1. */
  readonly offset?: number;
  /** 0 Sunday … 6 Saturday. */
  readonly weekday?: number;
  /** Which of the weekdays, where the text says so: the next one or the last. */
  readonly direction?: "ahead" | "behind";
}

const OFFSETS: Readonly<Record<string, number>> = { today: 0, yesterday: -1, "before-yesterday": -2, tomorrow: 1, "after-tomorrow": 2 };
const SEPARATORS = new Set(["/", "-", ".", "–", "\\"]);
const LATIN = /^[a-z]/u; // "may", "march" are words in small letters
const HIJRI_YEARS = [1300, 1500] as const;

/** Read every date expression of a sentence, left to right. */
export function readDates(sentence: Sentence, items: readonly Item[]): DateExpression[] {
  const found: DateExpression[] = [];
  const token = (i: number): Token | undefined => items[i]?.token;
  const number = (i: number): number | undefined => (token(i)?.kind === "number" ? Number(token(i)?.key) : undefined);
  const separator = (i: number): boolean => token(i)?.kind === "punct" && SEPARATORS.has(token(i)?.key ?? "");
  const closed = (i: number): boolean => token(i)?.key === ")";
  const make = (from: number, to: number, rest: Omit<DateExpression, "start" | "end" | "from" | "to">): DateExpression => ({
    from,
    to,
    start: token(from)?.start ?? sentence.start,
    end: sentence.tokens[(items[to - 1]?.to ?? 1) - 1]?.end ?? sentence.end,
    ...rest,
  });
  /** A day before its month, with the year behind it. @returns the item after them */
  const addDay = (from: number, day: number, { month, calendar, to: end }: Month): number => {
    const year = yearAt(items, end, number, separator);
    const to = year?.to ?? end;
    found.push(make(from, to, { day, month, ...(year ? { year: year.year } : {}), calendar }));
    return to;
  };
  let i = 0;
  while (i < items.length) {
    const item = items[i];
    const relative = senseOf(item, "date");
    const weekday = senseOf(item, "weekday");
    if (relative) {
      found.push(make(i, i + 1, { calendar: "gregorian", offset: OFFSETS[relative.value] ?? 0 }));
      i++;
      continue;
    }
    if (weekday) {
      const direction = directionAt(items, i);
      found.push(make(i, i + 1, { calendar: "gregorian", weekday: Number(weekday.value), ...(direction ? { direction } : {}) }));
      i++;
      continue;
    }
    // "the first of December"
    const spelled = isOf(items, i + 1) ? senseOf(item, "day") : undefined;
    const spelledMonth = spelled && monthAt(items, i + 2, closed);
    if (spelled && spelledMonth) {
      i = addDay(i, Number(spelled.value), spelledMonth);
      continue;
    }
    const value = number(i);
    if (value !== undefined) {
      const numeric = readNumeric(items, i, number, separator);
      if (numeric) {
        const { to, ...rest } = numeric;
        found.push(make(i, to, rest));
        i = to;
        continue;
      }
      // "from 5 to 7 May", "5-7 May", "the 5th and 6th of May": the first day of them.
      const last = isRangeMark(items, i + 1, separator) ? number(i + 2) : undefined;
      let next = last !== undefined && last > value && last <= 31 ? i + 3 : i + 1;
      const named = next;
      while (separator(next) || isJoint(items, next) || isOf(items, next)) next++; // "12th of January"
      const month = next - named <= 2 ? monthAt(items, next, closed) : undefined;
      if (month && value >= 1 && value <= 31) {
        i = addDay(i, value, month);
        continue;
      }
      if (isYear(value) && isYearWord(items, i - 1, token) && !(separator(i + 1) && number(i + 2) !== undefined)) {
        found.push(make(i, i + 1, { year: value, calendar: value < HIJRI_YEARS[1] ? "hijri" : "gregorian" }));
        i++;
        continue;
      }
    }
    const month = monthAt(items, i, closed);
    if (month) {
      // "January 12, 2026", "Jan. 12th"
      const at = isJoint(items, month.to) ? month.to + 1 : month.to;
      const day = number(at);
      const last = isRangeMark(items, at + 1, separator) ? number(at + 2) : undefined;
      const range = day !== undefined && last !== undefined && last > day && last <= 31; // "May 5-7"
      if (day !== undefined && day >= 1 && day <= 31 && (range || !(separator(at + 1) && number(at + 2) !== undefined))) {
        let to = range ? at + 3 : isJoint(items, at + 1) && token(at + 1)?.kind === "word" ? at + 2 : at + 1;
        const year = yearAt(items, to, number, (k) => token(k)?.key === ",");
        if (year) to = year.to;
        found.push(make(i, to, { day, month: month.month, ...(year ? { year: year.year } : {}), calendar: month.calendar }));
        i = to;
        continue;
      }
      const year = yearAt(items, month.to, number, separator);
      if (year) {
        found.push(make(i, year.to, { month: month.month, year: year.year, calendar: month.calendar }));
        i = year.to;
        continue;
      }
      // "in March", "next March": of which year, the day of publication tells
      const before = directionAt(items, i) ?? directionAt(items, month.to - 1);
      if (
        month.calendar === "gregorian" &&
        (token(i)?.capital === true || !LATIN.test(token(i)?.key ?? "")) &&
        (before !== undefined || (senseOf(items[i - 1], "marker")?.value === "in" && number(month.to) === undefined))
      ) {
        found.push(make(i, month.to, { month: month.month, calendar: month.calendar, ...(before ? { direction: before } : {}) }));
        i = month.to;
        continue;
      }
    }
    i++;
  }
  return flatMap(found, (date, n) => {
    const next = found[n + 1];
    return date.weekday !== undefined && next?.day !== undefined && isApposed(date, next) ? [] : [apposed(date, found[n - 1])];
  });

  /** "on Friday, March 26", "Friday (26/3)", "last Friday 26 March": a mark or "which is" between a weekday and its date. */
  function isApposed(weekday: DateExpression, date: DateExpression): boolean {
    for (let k = weekday.to; k < date.from; k++) if (token(k)?.kind === "word" && !hasSense(items[k], "era") && !hasSense(items[k], "direction")) return false;
    return date.from - weekday.to <= MARKS;
  }
  /** The date with the weekday it stands beside in its span. */
  function apposed(date: DateExpression, before: DateExpression | undefined): DateExpression {
    return before?.weekday !== undefined && date.day !== undefined && isApposed(before, date) ? { ...date, from: before.from, start: before.start } : date;
  }
}

const MARKS = 3; // items between a weekday and its date

/** "next (Sunday)", "(الأحد) المقبل": the word beside a weekday that says which one is meant. */
export function directionAt(items: readonly Item[], weekday: number): "ahead" | "behind" | undefined {
  const sense = senseOf(items[weekday - 1], "direction") ?? senseOf(items[weekday + 1], "direction");
  return sense && (sense.value === "ahead" ? "ahead" : "behind");
}

const isYear = (value: number): boolean => value >= HIJRI_YEARS[0] && value <= 2100;

/** "in the year 1994": the word before says so. */
function isYearWord(items: readonly Item[], before: number, token: (i: number) => Token | undefined): boolean {
  return items[before] !== undefined && (hasSense(items[before], "stop") || senseOf(items[before], "marker")?.value === "in") && token(before)?.kind === "word";
}

/** Between the first day and the last. */
const isRangeMark = (items: readonly Item[], at: number, separator: (i: number) => boolean): boolean =>
  separator(at) || hasSense(items[at], "conjunction") || items[at]?.senses.some((s) => s.kind === "marker" && (s.value === "to" || s.value === "through")) === true;

const isJoint = (items: readonly Item[], at: number): boolean => hasSense(items[at], "ordinal");

/** "the 12th of January", where the word for "of" is the preposition "from". */
const isOf = (items: readonly Item[], at: number): boolean => senseOf(items[at], "marker")?.value === "from" && hasSense(items[at + 1], "month");

interface Month {
  readonly month: number;
  readonly calendar: "gregorian" | "hijri";
  readonly to: number;
}

/** A month's name, or two names of one month with a stroke between ("أغسطس/ آب") or the other in brackets ("آب (أغسطس)"). */
function monthAt(items: readonly Item[], at: number, closed: (i: number) => boolean): Month | undefined {
  const sense = senseOf(items[at], "month");
  if (!sense) return undefined;
  const month = Number(sense.value.slice(1));
  const calendar = sense.value.startsWith("h") ? "hijri" : "gregorian";
  const twin = senseOf(items[at + 2], "month");
  if (twin && twin.value === sense.value) return { month, calendar, to: closed(at + 3) ? at + 4 : at + 3 };
  const adjacent = senseOf(items[at + 1], "month");
  if (adjacent && adjacent.value === sense.value) return { month, calendar, to: at + 2 };
  return { month, calendar, to: at + 1 };
}

function yearAt(items: readonly Item[], at: number, number: (i: number) => number | undefined, separator: (i: number) => boolean): { year: number; to: number } | undefined {
  let i = at;
  if (separator(i)) i++;
  else if (hasSense(items[i], "stop") && number(i + 1) !== undefined) i++;
  const value = number(i);
  return value !== undefined && isYear(value) ? { year: value, to: i + 1 } : undefined;
}

/** "27-12-2022", "2022/12/27", "26 / 5 / 1447": day first unless the year leads. */
function readNumeric(
  items: readonly Item[],
  at: number,
  number: (i: number) => number | undefined,
  separator: (i: number) => boolean,
): (Omit<DateExpression, "start" | "end" | "from"> & { to: number }) | undefined {
  const a = number(at);
  const b = number(at + 2);
  const c = number(at + 4);
  if (a === undefined || b === undefined || c === undefined || !separator(at + 1) || !separator(at + 3) || items.length < at + 5) return undefined;
  const [day, month, year] = a > 31 ? [c, b, a] : [a, b, c];
  if (!isYear(year) || month < 1 || day < 1 || day > 31) return undefined;
  const calendar = year < HIJRI_YEARS[1] ? "hijri" : "gregorian";
  if (month > 12 && day <= 12) return { day: month, month: day, year, calendar, to: at + 5 };
  return month > 12 ? undefined : { day, month, year, calendar, to: at + 5 };
}

/** True for an expression that names its day by itself. */
export const isAbsolute = (date: DateExpression): boolean => date.year !== undefined && date.month !== undefined && date.day !== undefined;

/** A day that only the day of publication would resolve, as it is told: days of the same kind can be compared. */
export const toldDay = (date: DateExpression): string | undefined =>
  date.offset === undefined ? (date.weekday === undefined ? undefined : `weekday ${date.weekday}${date.direction === "ahead" ? " ahead" : ""}`) : `offset ${date.offset}`;

/**
 * Resolve an expression.
 *
 * @param published the day that "today" means; without it relative expressions stay unresolved
 * @param basis what `published` was taken from
 * @param future true when the event is told as planned: a weekday then lies ahead
 * @returns undefined when the expression cannot be resolved or names no real day
 */
export function resolveDate(date: DateExpression, published: IsoDate | undefined, basis: "published" | "dateline", future: boolean): DateMention | undefined {
  const span = { start: date.start, end: date.end };
  if (date.offset !== undefined) return published ? { value: addDays(published, date.offset), precision: "day", basis, ...span } : undefined;
  if (date.weekday !== undefined) {
    if (!published) return undefined;
    const today = new Date(`${published}T00:00:00Z`).getUTCDay();
    const back = (today - date.weekday + 7) % 7;
    if (date.direction) return { value: addDays(published, date.direction === "ahead" ? 7 - back : -(back || 7)), precision: "day", basis, ...span };
    return { value: addDays(published, future ? (7 - back) % 7 : -back), precision: "day", basis, ...span };
  }
  if (date.calendar === "hijri") return resolveHijri(date, span);
  let { year } = date;
  if (year === undefined) {
    if (!published || date.month === undefined) return undefined;
    if (date.day === undefined) {
      const own = Number(published.slice(0, 4));
      const ahead = date.direction === undefined ? future : date.direction === "ahead";
      const told = iso(own, date.month);
      const now = published.slice(0, 7);
      const year = ahead ? (told < now ? own + 1 : own) : told > now ? own - 1 : own;
      return { value: iso(year, date.month), precision: "month", basis, ...span };
    }
    // The year is left out: the one that puts the day nearest to the day of publication, or next behind it for what is to come.
    const own = Number(published.slice(0, 4));
    const distance = (y: number): number => Math.abs(Date.parse(iso(y, date.month ?? 1, date.day ?? 1)) - Date.parse(published));
    const month = date.month;
    const ahead = future ? [own, own + 1].find((y) => iso(y, month, date.day) >= published) : undefined;
    year = ahead ?? [own - 1, own, own + 1].sort((a, b) => distance(a) - distance(b))[0] ?? own;
    const value = iso(year, date.month, date.day);
    return isRealDay(value) ? { value, precision: "day", basis, ...span } : undefined;
  }
  if (date.month === undefined) return { value: String(year), precision: "year", basis: "text", ...span };
  if (date.day === undefined) return { value: iso(year, date.month), precision: "month", basis: "text", ...span };
  const value = iso(year, date.month, date.day);
  return isRealDay(value) ? { value, precision: "day", basis: "text", ...span } : undefined;
}

const two = (n: number): string => String(n).padStart(2, "0");
const iso = (year: number, month: number, day?: number): IsoDate => `${year}-${two(month)}${day === undefined ? "" : `-${two(day)}`}`;

const DAY_MS = 86_400_000;

export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** True for a date of the calendar: 31 April and 29 February 2023 are not. */
export function isRealDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === value;
}

let hijriFormat: Intl.DateTimeFormat | undefined;

/** Source: Umm al-Qura calendar of Saudi Arabia, as CLDR's "islamic-umalqura". */
function resolveHijri(date: DateExpression, span: Span): DateMention | undefined {
  if (date.year === undefined || date.month === undefined || date.day === undefined) return undefined;
  hijriFormat ??= new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn", { timeZone: "UTC", year: "numeric", month: "numeric", day: "numeric" });
  // First guess from the mean lunar year, then walk to the day.
  const guess = Date.UTC(622, 6, 19) + Math.floor((date.year - 1) * 354.36708 + (date.month - 1) * 29.530588 + date.day - 1) * DAY_MS;
  for (let step = -4; step <= 4; step++) {
    const day = new Date(guess + step * DAY_MS);
    const parts = Object.fromEntries(hijriFormat.formatToParts(day).map((p) => [p.type, p.value]));
    if (Number(parts["day"]) === date.day && Number(parts["month"]) === date.month && Number.parseInt(parts["year"] ?? "", 10) === date.year)
      return { value: day.toISOString().slice(0, 10), precision: "day", basis: "text", ...span };
  }
  return undefined;
}
