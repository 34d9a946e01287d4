import type { EventPlan, EventRecord, RawDocument } from "../../core/types.ts";
import { DATABASE, writers } from "../../output/index.ts";
import type { Io } from "../io.ts";
import type { Plan } from "../plan.ts";
import { VERSION } from "../version.ts";
import { openSink, resumableSink, type Sink } from "./sink.ts";

/** Where records go: a stream, a file, a folder of files, a database. */
export interface Outlet extends Omit<Sink, "write"> {
  record(record: EventRecord): Promise<void>;
  /** An article is finished: its records have been given. */
  document(document: RawDocument): Promise<void>;
}

/** @param stood - what of the output stands since an earlier run, where there is a ledger */
export async function openOutlet(plan: Plan, plans: Readonly<Record<string, EventPlan>>, io: Io, stood: { readonly end: number; readonly records: number } | undefined): Promise<Outlet> {
  const open = async (path: string | undefined): Promise<Outlet> => {
    if (plan.format === DATABASE) return (await import("./database.ts")).openDatabase(path as string, plans);
    return written(openSink(io, path), plan, plans);
  };
  if (plan.outputDir !== undefined) return (await import("./folder.ts")).openFolder(plan.outputDir, plan.format, open);
  if (stood && plan.output !== undefined) return written(resumableSink(plan.output, stood.end), plan, plans, stood);
  return open(plan.output);
}

/** Records in the words of a format. */
async function written(sink: Sink, { format, plainCells }: Plan, plans: Readonly<Record<string, EventPlan>>, stood = { end: 0, records: 0 }): Promise<Outlet> {
  if (format === DATABASE) throw new Error("a database is no stream");
  const writer = await writers[format]({ plans, plainCells, version: VERSION });
  let count = stood.records;
  if (stood.end === 0) await sink.write(writer.open());
  return {
    ...sink,
    record: async (record) => sink.write(writer.record(record, count++)),
    document: async () => undefined,
    async commit() {
      await sink.write(writer.close(count));
      await sink.commit();
    },
  };
}
