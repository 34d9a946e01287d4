import { createHash } from "node:crypto";
import { sourceName } from "../core/problem.ts";
import type { RawDocument } from "../core/types.ts";

/**
 * The same wire story in several files: exactly, by its digest; nearly, by SimHash over runs of three words (Charikar 2002; the distance
 * and the bands after Manku, Jain and Das Sarma 2007). The look goes back over a fixed number of articles, so that memory does not grow
 * with the archive: some 100 bytes for each.
 */

/** Articles that are remembered: years of one agency's. */
export const DUPLICATE_WINDOW = 500_000;

const RUN_WORDS = 3;
/** Shorter texts are the same or are not: a template filled with other names is another story. */
const MIN_RUNS = 30;
const BITS = 64;
/** Bits in which near duplicates may differ; one less than there are bands, so that they agree on one band. */
const MAX_DISTANCE = 3;
const BANDS = 4; // of 16 bits
const BAND_BITS = BITS / BANDS;
/** Buckets of digests: 16 bits, as of a band. */
const BUCKETS = 1 << BAND_BITS;

/**
 * Told in input order: the name of the first article that says the same, if there is one.
 * @param window - how many articles back
 */
export function duplicateFinder(window = DUPLICATE_WINDOW): (document: RawDocument) => string | undefined {
  let count = 0;
  const paths: (string | undefined)[] = [];
  const members: (string | undefined)[] = [];
  // Where an article says the same as an earlier one, the earlier one.
  const first = new Int32Array(window);
  const digests = [new Int32Array(window), new Int32Array(window)] as const;
  const hashes = [new Int32Array(window), new Int32Array(window)] as const;
  const byDigest = new Chains(window);
  const byBand = Array.from({ length: BANDS }, () => new Chains(window));
  // One article alone is not looked at: that would be a third of a short run's own work.
  let alone: string | undefined;

  const same = (high: number, low: number): number | undefined => {
    for (const other of byDigest.of(high & (BUCKETS - 1), count - window)) if (digests[0][other % window] === high && digests[1][other % window] === low) return first[other % window];
    return undefined;
  };
  const near = (text: string, index: number): number | undefined => {
    const hash = simhash(text);
    if (!hash) return undefined;
    const values = bandsOf(hash);
    let earliest: number | undefined;
    for (const [b, value] of values.entries())
      for (const other of (byBand[b] as Chains).of(value, count - window)) {
        const at = other % window;
        if ((earliest === undefined || other < earliest) && distance(hashes[0][at] as number, hashes[1][at] as number, hash) <= MAX_DISTANCE) earliest = other;
      }
    if (earliest !== undefined) return earliest;
    hashes[0][index % window] = hash[0];
    hashes[1][index % window] = hash[1];
    for (const [b, value] of values.entries()) byBand[b]?.add(value, index);
    return undefined;
  };
  const nameOf = (index: number): string | undefined => {
    const [path, member] = [paths[index % window], members[index % window]];
    return index > count - 1 - window ? sourceName({ path: path as string, ...(member === undefined ? {} : { member }) }) : undefined;
  };

  return (document) => {
    const digest = document.sha256 ?? createHash("sha256").update(document.text).digest("hex");
    const [high, low] = [0, 8].map((from) => Number.parseInt(digest.slice(from, from + 8), 16) | 0) as [number, number];
    const index = count;
    let earlier = same(high, low);
    if (earlier === undefined && index > 0) {
      if (alone !== undefined) near(alone, 0);
      alone = undefined;
      earlier = near(document.text, index);
    } else if (earlier === undefined) alone = document.text;
    const name = earlier === undefined ? undefined : nameOf(earlier);
    const at = index % window;
    paths[at] = document.path ?? "";
    members[at] = document.member;
    first[at] = earlier ?? index;
    digests[0][at] = high;
    digests[1][at] = low;
    byDigest.add(high & (BUCKETS - 1), index);
    count++;
    return name;
  };
}

/** Numbers under 16-bit keys, the latest first; of a number only the last `window` are kept. */
class Chains {
  readonly #window: number;
  readonly #heads = new Int32Array(BUCKETS).fill(-1);
  readonly #next: Int32Array;

  constructor(window: number) {
    this.#window = window;
    this.#next = new Int32Array(window);
  }

  add(key: number, index: number): void {
    this.#next[index % this.#window] = this.#heads[key] as number;
    this.#heads[key] = index;
  }

  *of(key: number, from: number): Generator<number> {
    for (let index = this.#heads[key] as number; index >= 0 && index >= from; index = this.#next[index % this.#window] as number) yield index;
  }
}

type Hash = readonly [number, number];

const bandsOf = ([high, low]: Hash): number[] => [high >>> BAND_BITS, high & 0xffff, low >>> BAND_BITS, low & 0xffff];

const distance = (high: number, low: number, hash: Hash): number => ones(high ^ hash[0]) + ones(low ^ hash[1]);

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
