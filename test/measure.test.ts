import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "./helpers/run.ts";

/** The commands that measure, explain and list: `eval`, `explain`, `vocab`. */

const folder = mkdtempSync(join(tmpdir(), "demarche-measure-"));
const gold = join(folder, "gold");
mkdirSync(gold);
const write = (name: string, content: string | object): string => {
  const path = join(gold, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};

const LETTER = "NAIROBI, April 14, 2026 - Kenyan President Daniel Mwangi received a written message from King Hassan bin Talal of Jordan.\n\nThe weather was fine.\n";
const letter = {
  type: "letter",
  form: "written",
  roles: { sender: [{ name: "Hassan bin Talal", country: "JO", office: "monarch" }], recipient: [{ name: "Daniel Mwangi", country: "KE", office: "president" }] },
};
write("1.txt", LETTER);
write("1.json", { id: "1", lang: "en", published: "2026-04-14", events: [letter] });
write("2.txt", "OSLO - The museum opened its doors to children on Sunday.\n");
write("2.json", { id: "2", lang: "en", events: [] });

describe("eval", () => {
  test("a table for people: types, slots, negatives, calibration", async () => {
    const { exit, out } = await run(["eval", gold]);
    expect(exit).toBe(0);
    expect(out).toMatch(/^en: 2 articles, negatives 1 of 1 empty$/mu);
    expect(out).toMatch(/^ {2}events +1\.000 +1\.000 +1\.000 +1$/mu);
    expect(out).toMatch(/^ {2}letter +1\.000/mu);
    expect(out).toMatch(/expected calibration error 0\.\d{3}/u);
    expect(out).not.toMatch(/worst articles/u);
  });

  test("--json holds the same figures", async () => {
    const { out } = await run(["eval", gold, "--json"]);
    const figures = (JSON.parse(out) as { languages: Record<string, { articles: number; event: { f1: number }; slot: { f1: number } }> }).languages["en"];
    expect(figures).toMatchObject({ articles: 2, event: { f1: 1, n: 1 }, slot: { f1: 1 }, negatives: { clean: 1, total: 1 } });
  });

  test("what was missed and what was invented stands beside the article", async () => {
    const wrong = join(folder, "wrong");
    mkdirSync(wrong);
    writeFileSync(join(wrong, "1.txt"), LETTER);
    writeFileSync(join(wrong, "1.json"), JSON.stringify({ id: "1", lang: "en", published: "2026-04-14", events: [{ type: "visit", roles: { visitor: [{ country: "KE", office: "president" }] } }] }));
    const { out } = await run(["eval", wrong]);
    expect(out).toMatch(/worst articles\n {2}\S*1\n(?: {4}.*\n)*? {4}.*visit/u);
    expect(out).toMatch(/^ {2}events +0\.000/mu);
    expect((await run(["eval", wrong, "--worst", "0"])).out).not.toMatch(/worst articles/u);
  });

  test("--baseline: exit 1 and the loss by name where it got worse, exit 0 else", async () => {
    const now = (await run(["eval", gold, "--json"])).out;
    const same = join(folder, "same.json");
    writeFileSync(same, now);
    expect(await run(["eval", gold, "--baseline", same])).toMatchObject({ exit: 0, err: "no worse than the baseline\n" });

    const none = join(folder, "none.jsonl");
    writeFileSync(none, "");
    const worse = await run(["eval", gold, "--records", none, "--baseline", same]);
    expect(worse.exit).toBe(1);
    expect(worse.err).toMatch(/^worse: en.*event/mu);
  });

  test("bad gold, a bad baseline and a bad count are named", async () => {
    const broken = join(folder, "broken");
    mkdirSync(broken);
    writeFileSync(join(broken, "1.json"), "{");
    writeFileSync(join(broken, "2.json"), JSON.stringify({ lang: "en", events: [{ type: "letter", roles: { sender: { name: "N" } } }] }));
    writeFileSync(join(folder, "baseline.json"), "[");
    for (const [args, message] of [
      [["eval", join(folder, "nowhere")], /nowhere/u],
      [["eval", broken], /1\.json/u],
      [["eval", broken], /2\.json: .*events\.0\.roles\.sender/u],
      [["eval", gold, "--baseline", join(folder, "baseline.json")], /baseline\.json/u],
      [["eval", gold, "--worst", "many"], /--worst/u],
    ] as const) {
      const { exit, err } = await run([...args]);
      expect(exit, err).toBeGreaterThan(0);
      expect(err).toMatch(message);
    }
  });
});

describe("explain", () => {
  const article = join(gold, "1.txt");

  test("mentions, frames that matched and failed, and the parts of the confidence, within 80 columns", async () => {
    const { exit, out } = await run(["explain", article]);
    expect(exit).toBe(0);
    expect(out).toMatch(/mention +Kenyan President Daniel Mwangi +\[person, president, KE\]/u);
    expect(out).toMatch(/^ {2}\+ letter\/en\/\S+ .*matched/mu);
    expect(out).toMatch(/^ {2}- \S+\/en\/\S+ .*needs /mu);
    expect(out).toMatch(/^ {2}1 letter +evt_[0-9a-f]{10}$/mu);
    expect(out).toMatch(/confidence 0\.\d\d = 0\.\d\d base/u);
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  test("clitics are taken apart", async () => {
    const arabic = join(folder, "ar.txt");
    writeFileSync(arabic, "وللوزير أن يستقبل السفير.\n");
    expect((await run(["explain", arabic, "--language", "ar"])).out).toMatch(/و \+ ل/u);
  });

  test("--event and --span choose, --json says the same", async () => {
    const whole = (await run(["explain", article])).out;
    expect(whole).toMatch(/sentence 2/u);
    expect((await run(["explain", article, "--event", "1"])).out).not.toMatch(/sentence 2/u);
    const tail = [...LETTER].length;
    const spanned = (await run(["explain", article, "--span", `${tail - 10}:${tail - 5}`])).out;
    expect(spanned).toMatch(/sentence 2/u);
    expect(spanned).not.toMatch(/sentence 1|1 letter/u);
    const json = JSON.parse((await run(["explain", article, "--json", "--event", "1"])).out) as object;
    expect(json).toMatchObject({ language: "en", published: "2026-04-14", events: [{ number: 1, type: "letter", status: "occurred" }] });
  });

  test("no such event, no such span, no such file", async () => {
    expect(await run(["explain", article, "--event", "4"])).toMatchObject({ exit: 2, out: "", err: expect.stringMatching(/E110 .*no event 4.*has 1 event/u) as string });
    expect((await run(["explain", article, "--span", "9:2"])).err).toMatch(/E111/u);
    expect(await run(["explain", article, "--published", "2026-02-30"])).toMatchObject({ exit: 2, err: expect.stringMatching(/E102/u) as string });
    expect(await run(["explain", article, "--language", "xx"])).toMatchObject({ exit: 2, err: expect.stringMatching(/E106/u) as string });
    expect(await run(["explain", join(folder, "gone.txt")])).toMatchObject({ exit: 1, err: expect.stringMatching(/gone\.txt/u) as string });
  });
});

describe("vocab", () => {
  test("lists codes with their names in each language", async () => {
    const { exit, out } = await run(["vocab", "offices"]);
    expect(exit).toBe(0);
    expect(out).toMatch(/^ {2}foreign-minister\b.*\n(?: {6}.*\n)* {6}ar: .*وزير/mu);
    expect(out).not.toMatch(/^topics$/mu);
  });

  test("--json holds every list, and every code of the records' fixed lists", async () => {
    const all = JSON.parse((await run(["vocab", "--json"])).out) as Record<string, { code: string; names: Record<string, string[]> }[]>;
    expect(Object.keys(all)).toEqual(["offices", "topics", "organizations", "countries"]);
    expect(all["countries"]?.find((c) => c.code === "KE")?.names).toMatchObject({
      ar: expect.arrayContaining(["كينيا"]) as string[],
      en: expect.arrayContaining([expect.stringMatching(/^kenya$/iu)]) as string[],
    });
    for (const list of Object.values(all)) expect(new Set(list.map((e) => e.code)).size).toBe(list.length);
  });

  test("an unknown list: the nearest is named", async () => {
    expect(await run(["vocab", "topic"])).toMatchObject({ exit: 2, err: expect.stringMatching(/did you mean "topics"/u) as string });
  });
});
