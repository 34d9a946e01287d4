import yauzl from "yauzl";
import type { Bytes } from "./bytes.ts";

/** Members of a zip, in the order of its directory. */

export interface Member {
  readonly name: string;
  readonly encrypted: boolean;
  /** Fails where there is more in it than the directory says. */
  readonly open: () => Promise<Bytes>;
}

/** @param archive - the path of a file, or all its bytes */
export async function* membersOf(archive: string | Buffer): AsyncGenerator<Member> {
  // Names are decoded here: the library would refuse the whole archive for one name that reaches outside.
  const settings = { lazyEntries: true, autoClose: true, decodeStrings: false } as const;
  const zip = typeof archive === "string" ? await yauzl.openPromise(archive, settings) : await yauzl.fromBufferPromise(archive, settings);
  for await (const entry of zip.eachEntry()) {
    const name = Buffer.from(entry.fileNameRaw).toString("utf8");
    if (!name.endsWith("/")) yield { name, encrypted: entry.isEncrypted(), open: () => zip.openReadStreamPromise(entry) };
  }
}
