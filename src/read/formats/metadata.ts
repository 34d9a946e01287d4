import { isRealDay } from "../../core/dates.ts";

const DAY = /^(?<day>\d{4}-\d{2}-\d{2})(?!\d)/u;

/**
 * A day out of whatever a file calls its date: ISO 8601 as written, without moving it to another time zone;
 * RFC 2822 and other forms that Date reads; a Unix time in seconds or milliseconds; 20260112.
 */
export function dayOf(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  const written = DAY.exec(text.replaceAll("/", "-"))?.groups?.["day"];
  if (written !== undefined) return isRealDay(written) ? written : undefined;
  const compact = /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?:T?\d{6}Z?)?$/u.exec(text)?.groups;
  if (compact) {
    const day = `${compact["y"]}-${compact["m"]}-${compact["d"]}`;
    if (isRealDay(day)) return day;
  }
  if (/^\d{9,10}$/u.test(text)) return iso(new Date(Number(text) * 1000));
  if (/^\d{12,13}$/u.test(text)) return iso(new Date(Number(text)));
  // RFC 2822 "Mon, 12 Jan 2026 23:30:00 +0300": the day as written, whatever the zone.
  const mail = /^(?:\p{L}{3},?\s+)?(?<date>\d{1,2}\s+\p{L}{3,9}\s+\d{4})/u.exec(text)?.groups?.["date"];
  if (mail !== undefined) return iso(new Date(`${mail} UTC`));
  return /\d{4}/u.test(text) ? (iso(new Date(`${text} UTC`)) ?? iso(new Date(text))) : undefined;
}

const iso = (date: Date): string | undefined => (Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, "YYYY-MM-DD".length));
