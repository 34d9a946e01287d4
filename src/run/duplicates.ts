import { createHash } from "node:crypto";
import { sourceName } from "../core/problem.ts";
import type { RawDocument } from "../core/types.ts";

/**
 * The same wire story in several files: exactly, by its digest; nearly, by SimHash over runs of three words (Charikar 2002; the distance
 * and the bands after Manku, Jain and Das Sarma 2007). An article costs some 200 bytes of memory.
 */

const RUN_WORDS = 3;
/** Shorter texts are the same or are not: a template filled with other names is another story. */
const MIN_RUNS = 30;
const BITS = 64;
/** Bits in which near duplicates may differ; one less than there are bands, so that they agree on one band. */
const MAX_DISTANCE = 3;
/** Digits of a digest that a number holds exactly. */
const DIGITS = 13;
const BANDS = 4; // of 16 bits
const BAND_BITS = BITS / BANDS;

/** Told in input order: the name of the first article that says the same, if there is one. */
export function duplicateFinder(): (document: RawDocument) => string | undefined {
  /** First digits of the digest → number of the article. */
  const exact = new Map<number, number>();
  const names: string[] = [];
  const hashes = new Map<number, Hash>();
  const bands = Array.from({ length: BANDS }, () => new Map<number, number[]>());
  // One article alone is not looked at: that would be a third of a short run's own work.
  let alone: string | undefined;

  const near = (text: string, index: number): string | undefined => {
    const hash = simhash(text);
    if (!hash) return undefined;
    const values = bandsOf(hash);
    for (const [b, value] of values.entries()) for (const other of bands[b]?.get(value) ?? []) if (distance(hashes.get(other) as Hash, hash) <= MAX_DISTANCE) return names[other];
    hashes.set(index, hash);
    for (const [b, value] of values.entries()) {
      const list = bands[b]?.get(value);
      if (list) list.push(index);
      else bands[b]?.set(value, [index]);
    }
    return undefined;
  };

  return (document) => {
    const digest = document.sha256 ?? createHash("sha256").update(document.text).digest("hex");
    const key = Number.parseInt(digest.slice(0, DIGITS), 16);
    const same = exact.get(key);
    if (same !== undefined) return names[same];
    const index = names.push(sourceName({ ...document, path: document.path ?? "" })) - 1;
    exact.set(key, index);
    if (index === 0) {
      alone = document.text;
      return undefined;
    }
    if (alone !== undefined) near(alone, 0);
    alone = undefined;
    return near(document.text, index);
  };
}

type Hash = readonly [number, number];

const bandsOf = ([high, low]: Hash): number[] => [high >>> BAND_BITS, high & 0xffff, low >>> BAND_BITS, low & 0xffff];

const distance = (a: Hash, b: Hash): number => ones(a[0] ^ b[0]) + ones(a[1] ^ b[1]);

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

const SEPARATOR = 0;
const WORD = 1;
/** Vowel signs and the tatweel: outlets write them or not. */
const IGNORED = 2;
let classes: Uint8Array | undefined;

function classTable(): Uint8Array {
  const table = new Uint8Array(0x1_00_00);
  for (let code = 0; code < table.length; code++) {
    const char = String.fromCharCode(code);
    table[code] = /[\u0640\p{M}]/u.test(char) ? IGNORED : /[\p{L}\p{N}]/u.test(char) ? WORD : SEPARATOR;
  }
  return table;
}

const FNV_PRIME = 0x01000193;
const FNV_BASIS = 0x811c9dc5;
const OTHER_BASIS = 0x2b992ddf; // a second hash of the same kind: 64 bits of two times 32

function simhash(text: string): Hash | undefined {
  classes ??= classTable();
  const weights = new Int32Array(BITS);
  const recent: Hash[] = [];
  let runs = 0;
  let [a, b] = [FNV_BASIS, OTHER_BASIS];
  let length = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 0x20;
    const kind = classes[code];
    if (kind === WORD) {
      const folded = code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
      a = Math.imul(a ^ folded, FNV_PRIME);
      b = Math.imul(b ^ folded, FNV_PRIME);
      length++;
    } else if (kind === SEPARATOR && length > 0) {
      recent.push([a, b]);
      [a, b, length] = [FNV_BASIS, OTHER_BASIS, 0];
      if (recent.length < RUN_WORDS) continue;
      let [high, low] = [FNV_BASIS, OTHER_BASIS];
      for (const [x, y] of recent) {
        high = Math.imul(high ^ x, FNV_PRIME);
        low = Math.imul(low ^ y, FNV_PRIME);
      }
      high = mixed(high);
      low = mixed(low);
      for (let bit = 0; bit < 32; bit++) {
        weights[bit] = (weights[bit] as number) + ((high >>> bit) & 1 ? 1 : -1);
        weights[bit + 32] = (weights[bit + 32] as number) + ((low >>> bit) & 1 ? 1 : -1);
      }
      recent.shift();
      runs++;
    }
  }
  if (runs < MIN_RUNS) return undefined;
  let [high, low] = [0, 0];
  for (let bit = 0; bit < 32; bit++) {
    if ((weights[bit] as number) > 0) high |= 1 << bit;
    if ((weights[bit + 32] as number) > 0) low |= 1 << bit;
  }
  return [high, low];
}

/** The last step of MurmurHash3: every bit of the result hangs on every bit given. */
function mixed(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
