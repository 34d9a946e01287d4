import { createHash } from "node:crypto";
import type { RawDocument } from "../core/types.ts";

/** One of `count` parts of an input; `index` from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** "2/8"; undefined where it is no shard. */
export function parseShard(text: string): Shard | undefined {
  const match = /^(?<index>[1-9][0-9]*)\/(?<count>[1-9][0-9]*)$/u.exec(text.trim());
  const [index, count] = [Number(match?.groups?.["index"]), Number(match?.groups?.["count"])];
  return match && index <= count && Number.isSafeInteger(count) ? { index, count } : undefined;
}

/**
 * What a batch system says of the part that this process is to do.
 * Slurm counts from SLURM_ARRAY_TASK_MIN, Kubernetes and AWS Batch from 0; Kubernetes leaves the count to be told by the pod.
 */
export function shardOf(env: Readonly<Record<string, string | undefined>>): Shard | undefined {
  const number = (name: string): number | undefined => (/^[0-9]+$/u.test(env[name] ?? "") ? Number(env[name]) : undefined);
  const from = (index: number | undefined, first: number, count: number | undefined): Shard | undefined =>
    index === undefined || count === undefined || index - first < 0 || index - first >= count ? undefined : { index: index - first + 1, count };
  return (
    from(number("SLURM_ARRAY_TASK_ID"), number("SLURM_ARRAY_TASK_MIN") ?? 0, number("SLURM_ARRAY_TASK_COUNT")) ??
    from(number("JOB_COMPLETION_INDEX"), 0, number("JOB_COMPLETIONS")) ??
    from(number("AWS_BATCH_JOB_ARRAY_INDEX"), 0, number("AWS_BATCH_JOB_ARRAY_SIZE"))
  );
}

const DIGITS = 12; // of the digest: more shards than anyone has machines, exact in a number

/** By the content alone: the same article is in the same shard wherever and however it comes. */
export function inShard(document: RawDocument, { index, count }: Shard): boolean {
  const digest = document.sha256 ?? createHash("sha256").update(document.text).digest("hex");
  return Number.parseInt(digest.slice(0, DIGITS), 16) % count === index - 1;
}
