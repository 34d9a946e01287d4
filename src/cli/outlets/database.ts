import { randomBytes } from "node:crypto";
import { chmodSync, renameSync, rmSync } from "node:fs";
import sqlite from "node-sqlite3-wasm";
import type { EventPlan } from "../../core/types.ts";
import { INDEXES, rowMaker, TABLES, type Table } from "../../output/tables.ts";
import { writing } from "../../run/run.ts";
import type { Outlet } from "./outlet.ts";

/** An SQLite file that appears whole or not at all. */
export function openDatabase(path: string, plans: Readonly<Record<string, EventPlan>>): Outlet {
  const temporary = `${path}.${randomBytes(4).toString("hex")}.tmp`;
  const rowsOf = rowMaker(plans);
  const database = writing(path, () => new sqlite.Database(temporary));
  const insert = writing(path, () => {
    // Nobody else reads the file before it is whole, and a broken one is thrown away: no journal is of use.
    database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
    const tables: readonly Table[] = Object.values(TABLES);
    for (const { name, columns } of tables) database.exec(`CREATE TABLE ${name} (${columns.map(([column, type]) => `"${column}" ${type}`).join(", ")})`);
    return new Map(tables.map(({ name, columns }) => [name, database.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => "?").join(", ")})`)]));
  });
  const close = (): void => {
    for (const statement of insert.values()) statement.finalize();
    database.close();
  };
  return {
    async record(record) {
      for (const { table, cells } of rowsOf(record)) writing(path, () => insert.get(table)?.run([...cells] as (string | number | null)[]));
    },
    document: async () => undefined,
    async commit() {
      writing(path, () => {
        for (const [table, columns] of INDEXES) database.exec(`CREATE INDEX "${table}: ${columns}" ON ${table} (${columns})`);
        database.exec("COMMIT");
        close();
        chmodSync(temporary, 0o666 & ~process.umask()); // the library lets nobody else read
        renameSync(temporary, path);
      });
    },
    async abort() {
      if (database.isOpen) close();
      rmSync(temporary, { force: true });
    },
    position: () => 0,
    flush() {},
    closed: () => false,
  };
}
