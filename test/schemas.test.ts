import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createEngine } from "../src/core/engine.ts";
import { ProblemError } from "../src/core/problem.ts";
import type { EventRecord } from "../src/core/types.ts";
import { planOf } from "../src/knowledge/compileEvent.ts";
import { loadKnowledge } from "../src/knowledge/load.ts";
import { rules } from "../src/languages/rules.ts";
import { articles, corpora, engine, extractArticle } from "./helpers/corpus.ts";

const loaded = loadKnowledge();

/** "CC/office" of a record's party, as examples write it. */
const code = (party: unknown): string => {
  const { country, organization, office } = party as Record<string, string | undefined>;
  return [country ?? organization, office].filter(Boolean).join("/");
};

describe.each([...loaded.events])("examples of %s", (type, { definition }) => {
  test("two positives and a negative stand for each language", () => {
    for (const language of Object.keys(definition.cues)) {
      const own = definition.examples.filter((e) => e.lang === language);
      expect(own.filter((e) => e.expect !== "none").length, language).toBeGreaterThanOrEqual(2);
      expect(own.filter((e) => e.expect === "none").length, language).toBeGreaterThanOrEqual(1);
    }
  });

  test.each(definition.examples)("$lang: $text", ({ lang, text, expect: wanted }) => {
    const records = engine().extract({ text }, { language: lang, types: [type], includeBackground: true }).records;
    if (wanted === "none") {
      expect(records).toEqual([]);
      return;
    }
    expect(records.length).toBe(1);
    for (const [field, value] of Object.entries(wanted)) {
      const found = records[0]?.[field];
      expect(typeof found === "string" ? found : [found].flat().map(code), field).toEqual(value);
    }
  });
});

test("every event type has cues in every language", () => {
  const spoken = Object.keys(loaded.knowledge.languages).sort();
  for (const [type, { definition }] of loaded.events) expect(Object.keys(definition.cues).sort(), type).toEqual(spoken);
});

test("the plan is what a walk over the zod object gives, for every type", () => {
  for (const [type, { schema }] of loaded.events) expect(loaded.knowledge.plans[type]).toEqual(planOf(schema));
});

test("every field of every schema carries its meaning", () => {
  for (const [type, { schema, definition }] of loaded.events)
    for (const name of Object.keys(definition.fields)) expect((schema.shape[name] as z.ZodType).meta()?.description, `${type}.${name}`).toBeTruthy();
});

describe("records against their schemas", () => {
  const records: EventRecord[] = corpora.flatMap((language) => articles(language).flatMap((a) => extractArticle(a)));

  test("every record of the corpora is valid by zod", () => {
    expect(records.length).toBeGreaterThan(50);
    for (const record of records) loaded.events.get(record.type)?.schema.parse(record);
  });

  test("and by ajv over the JSON Schema, draft 2020-12, which refuses a broken one", () => {
    const ajv = new Ajv2020({ strict: false });
    for (const [type, { schema }] of loaded.events) {
      const json = z.toJSONSchema(schema, { target: "draft-2020-12" });
      expect(json["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
      const validate = ajv.compile(json);
      for (const record of records.filter((r) => r.type === type)) {
        expect(validate(JSON.parse(JSON.stringify(record))), JSON.stringify(validate.errors)).toBe(true);
        expect(validate({ ...record, status: "perhaps" })).toBe(false);
      }
    }
  });
});

/** A folder that holds an invented type with one frame; `plan` are further lines of the type, `honored` further properties of that field. */
function toast(language: "ar" | "en", frame: string, { plan = "", honored = "" } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "demarche-schemas-"));
  writeFileSync(
    join(folder, "toast.yaml"),
    `type: toast
version: 1
summary: One leader raises a glass to another.
source: invented for this test
codes: {}
require: { parties: 2, anyOf: [giver, honored] }
${plan}
fields:
  giver: { filler: party, means: Who raises the glass. }
  honored: { filler: party, ${honored} means: To whom. }
cues:
  ${language}:
    objects: { glass: [${language === "ar" ? "نخب" : "glass, toast"}] }
    frames:
      raise: ${frame}
`,
  );
  return folder;
}

describe("an event type is one file", () => {
  const folder = toast("ar", "{ verbs: [رفع / يرفع], needs: [glass], roles: { agent: [giver], object.from: [honored] } }");

  test("it is found in an article, without code", () => {
    const { knowledge } = loadKnowledge({ schemas: [folder] });
    const [record] = createEngine(knowledge, rules)
      .extract({ text: "رفع الرئيس الكيني دانيال موانغي نخب ملك الأردن." })
      .records.filter((r) => r.type === "toast");
    expect(record).toMatchObject({ giver: { name: "دانيال موانغي", country: "KE" }, honored: { office: "monarch", country: "JO" } });
  });
});

describe("what a frame asks of its clause", () => {
  /** Records of an invented type whose only frame is this one. */
  const extract = (language: "ar" | "en", frame: string, text: string) => {
    const { knowledge } = loadKnowledge({ schemas: [toast(language, frame)] });
    return createEngine(knowledge, rules)
      .extract({ text }, { language, types: ["toast"], includeDomestic: true })
      .records.map((r) => {
        const who = (party: unknown): string | undefined => {
          const { name, country } = (party ?? {}) as { name?: string; country?: string };
          return name ?? country;
        };
        return { giver: who(r["giver"]), honored: who(r["honored"]) };
      });
  };
  const both = { giver: "Daniel Mwangi", honored: "Kenji Okada" };
  const toasts = "verbs: [toast /], roles: { agent: [giver], patient: [honored] }";

  test("forbids: a relation that must not be told", () => {
    const frame = `{ ${toasts}, forbids: [with] }`;
    expect(extract("en", frame, "Kenyan President Daniel Mwangi toasted Japanese Prime Minister Kenji Okada.")).toEqual([both]);
    expect(extract("en", frame, "Kenyan President Daniel Mwangi toasted Japanese Prime Minister Kenji Okada with Norway.")).toEqual([]);
  });

  test("closed: nothing is said of the patient", () => {
    const frame = `{ ${toasts}, closed: true }`;
    expect(extract("en", frame, "Kenyan President Daniel Mwangi toasted Japanese Prime Minister Kenji Okada on Friday.")).toEqual([both]);
    expect(extract("en", frame, "Kenyan President Daniel Mwangi toasted Japanese Prime Minister Kenji Okada friend of all seas.")).toEqual([]);
  });

  test("recalls: an object told shortly before will do", () => {
    const frame = (recalls: boolean): string => `{ verbs: [raise / raised, drink / drank], needs: [glass], roles: { agent: [giver], to: [honored], object.to: [honored] }, recalls: ${recalls} }`;
    const text = "The evening began with a toast.\n\nKenyan President Daniel Mwangi drank to Japanese Prime Minister Kenji Okada.";
    expect(extract("en", frame(true), text)).toEqual([both]);
    expect(extract("en", frame(false), text)).toEqual([]);
  });

  test("bodies: each party is a body of states or serves one", () => {
    const frame = (bodies: boolean): string => `{ verbs: [toast /], needs: [glass], roles: { agent: [giver], to: [honored], object.to: [honored] }, bodies: ${bodies} }`;
    const text = "Kenyan President Daniel Mwangi toasted a glass to Japanese Prime Minister Kenji Okada.";
    expect(extract("en", frame(false), text)).toEqual([both]);
    expect(extract("en", frame(true), text)).toEqual([]);
    expect(extract("en", frame(true), "The African Union toasted a glass to the European Union.")).toHaveLength(1);
  });

  test("within: told in a phrase of time or of plans alone", () => {
    const frame = (within: boolean): string => `{ nouns: [toast], roles: { agent: [giver], to: [honored] }, requires: [agent, to], within: ${within} }`;
    const spoken = "Experts praised Kenyan President Daniel Mwangi's toast to Japanese Prime Minister Kenji Okada.";
    expect(extract("en", frame(false), spoken)).toEqual([both]);
    expect(extract("en", frame(true), spoken)).toEqual([]);
    expect(extract("en", frame(true), "During Kenyan President Daniel Mwangi's toast to Japanese Prime Minister Kenji Okada, it rained.")).toEqual([both]);
    const arabic = (within: boolean): string => `{ nouns: [تكريم*], roles: { agent: [giver], to: [honored] }, requires: [agent, to], within: ${within} }`;
    const [giver, honored] = ["دانيال موانغي", "لارس هاغن"];
    const praised = "تحدث خبراء عن تكريم الرئيس الكيني دانيال موانغي للوزير النرويجي لارس هاغن.";
    expect(extract("ar", arabic(false), praised)).toEqual([{ giver, honored }]);
    expect(extract("ar", arabic(true), praised)).toEqual([]);
    expect(extract("ar", arabic(true), "خلال تكريم الرئيس الكيني دانيال موانغي للوزير النرويجي لارس هاغن، هطل المطر.")).toEqual([{ giver, honored }]);
  });

  test("lone: whom a verbal noun acts upon", () => {
    const frame = (lone: string): string => `{ nouns: [تكريم*], roles: { agent: [giver], patient: [honored] }, lone: ${lone} }`;
    const text = "أصدر الرئيس الكيني دانيال موانغي قرارا بتكريم الوزير النرويجي لارس هاغن.";
    expect(extract("ar", frame("patient"), text)).toEqual([{ giver: "دانيال موانغي", honored: "لارس هاغن" }]);
    expect(extract("ar", frame("agent"), text)).toEqual([]);
  });

  test("nation: an adjective on a noun of the type", () => {
    const frame = "{ verbs: [وصل / يصل], needs: [glass], roles: { nation: [giver], to: [honored] } }";
    expect(extract("ar", frame, "وصل نخب كيني إلى ملك الأردن طلال بن حسين.")).toEqual([{ giver: "KE", honored: "طلال بن حسين" }]);
    expect(extract("en", "{ verbs: [reach /], needs: [glass], roles: { nation: [giver], patient: [honored] } }", "A Kenyan glass reached Japanese Prime Minister Kenji Okada.")).toEqual([
      { giver: "KE", honored: "Kenji Okada" },
    ]);
  });

  test("town: a city without a preposition", () => {
    const frame = (roles: string): string => `{ verbs: [زار / يزور], roles: { agent: [giver], ${roles} } }`;
    const text = "زار الرئيس الكيني دانيال موانغي الدوحة.";
    expect(extract("ar", frame("town: [honored]"), text)).toEqual([{ giver: "دانيال موانغي", honored: "QA" }]);
    expect(extract("ar", frame("to: [honored]"), text)).toEqual([]);
  });
});

describe("what a type says of its events", () => {
  const extract = (more: { plan?: string; honored?: string }, text: string, includeDomestic = true) => {
    const frame = "{ verbs: [toast /], roles: { agent: [giver], patient: [honored] } }";
    const { knowledge } = loadKnowledge({ schemas: [toast("en", frame, more)] });
    return createEngine(knowledge, rules).extract({ text }, { language: "en", types: ["toast"], includeDomestic }).records;
  };
  const told = "Kenyan President Daniel Mwangi toasted Japanese Prime Minister Kenji Okada in Doha.";

  test("remote: it has no place of its own", () => {
    expect(extract({}, told)).toMatchObject([{ place: { city: "Doha" } }]);
    expect(extract({ plan: "remote: true" }, told)[0]).not.toHaveProperty("place");
  });

  test("soil: a field that the state of the place fills, where nobody is told", () => {
    const alone = "Kenyan President Daniel Mwangi toasted in Doha.";
    expect(extract({}, alone)).toEqual([]);
    expect(extract({ honored: "soil: true," }, alone)).toMatchObject([{ honored: { country: "QA", via: "place" } }]);
    expect(extract({ honored: "soil: true," }, told)).toMatchObject([{ honored: { name: "Kenji Okada" } }]);
  });

  test("office: of the person who fills a field, where the text names none", () => {
    const bare = "Kenyan President Daniel Mwangi toasted Kenji Okada in Doha.";
    expect(extract({}, bare)[0]?.["honored"]).not.toHaveProperty("office");
    expect(extract({ honored: "office: envoy," }, bare)).toMatchObject([{ honored: { name: "Kenji Okada", office: "envoy" } }]);
    expect(extract({ honored: "office: envoy," }, told)).toMatchObject([{ honored: { office: "prime-minister" } }]);
  });

  test("done: what is to come is none", () => {
    const planned = "Kenyan President Daniel Mwangi will toast Japanese Prime Minister Kenji Okada in Doha.";
    expect(extract({}, planned)).toMatchObject([{ status: "planned" }]);
    expect(extract({ plan: "done: true" }, planned)).toEqual([]);
  });

  test("retells: what was taken for a meeting turns out to be this", () => {
    const text = "Kenyan President Daniel Mwangi held talks with Japanese Prime Minister Kenji Okada.\n\nThe two leaders agreed to cooperate during the toast.";
    const records = (plan: string) => {
      const { knowledge } = loadKnowledge({ schemas: [toast("en", "{ nouns: [toast], continues: true, roles: { between: [giver] } }", { plan })] });
      return createEngine(knowledge, rules).extract({ text }, { language: "en", includeDomestic: true }).records;
    };
    expect(records("")).toMatchObject([{ type: "meeting", host: [{ name: "Daniel Mwangi" }], guests: [{ name: "Kenji Okada" }] }]);
    expect(records("retells: { type: meeting, fields: { host: giver, guests: honored } }")).toMatchObject([{ type: "toast", giver: { name: "Daniel Mwangi" }, honored: { name: "Kenji Okada" } }]);
  });

  test("part: what is told right behind an event of another type is part of it", () => {
    const text = "Kenyan President Daniel Mwangi arrived in Tokyo. Mwangi was toasted by Japanese Prime Minister Kenji Okada.";
    const types = (part: string) => {
      const frame = `{ verbs: [toast /], roles: { agent: [giver], by: [giver], patient: [honored] }${part} }`;
      const { knowledge } = loadKnowledge({ schemas: [toast("en", frame)] });
      return createEngine(knowledge, rules)
        .extract({ text }, { language: "en" })
        .records.map((r) => [r.type, [r["host"] ?? r["giver"]].flat().map((p) => (p as { name?: string }).name ?? "")]);
    };
    expect(types("")).toEqual([
      ["visit", [""]],
      ["toast", ["Kenji Okada"]],
    ]);
    expect(types(", part: { of: visit, where: { form: arrival }, fields: { giver: host, honored: visitor } }")).toEqual([["visit", ["Kenji Okada"]]]);
  });

  test("sequel: what is done by nobody told is done by those who have just met", () => {
    const text = "Kenyan President Daniel Mwangi met Japanese Prime Minister Kenji Okada.\n\nAfter the talks three glasses were raised.";
    const givers = (sequel: boolean) => {
      const folder = mkdtempSync(join(tmpdir(), "demarche-sequel-"));
      writeFileSync(
        join(folder, "toast.yaml"),
        `type: toast
version: 1
summary: Two toast.
source: invented
codes: {}
require: { parties: 2, anyOf: [givers] }
fields:
  givers: { filler: party, many: true, means: Who toasts. }
cues:
  en:
    objects: { glass: [glasses] }
    frames:
      raise: { verbs: [raise / raised], needs: [glass], roles: { agent: [givers], by: [givers] }, sequel: ${sequel} }
`,
      );
      const { knowledge } = loadKnowledge({ schemas: [folder] });
      return createEngine(knowledge, rules)
        .extract({ text }, { language: "en", types: ["toast"] })
        .records.map((r) => (r["givers"] as { name?: string }[]).map(({ name }) => name));
    };
    expect(givers(true)).toEqual([["Daniel Mwangi", "Kenji Okada"]]);
    expect(givers(false)).toEqual([]);
  });

  test("abroad: international though no state is told", () => {
    const stateless = "President Daniel Mwangi toasted Prime Minister Kenji Okada.";
    expect(extract({}, stateless, false)).toEqual([]);
    expect(extract({ plan: "abroad: true" }, stateless, false)).toMatchObject([{ scope: "international" }]);
  });
});

describe("a broken schema names file, line and column", () => {
  const load = (text: string): string[] => {
    const folder = mkdtempSync(join(tmpdir(), "demarche-broken-"));
    writeFileSync(join(folder, "broken.yaml"), text);
    try {
      loadKnowledge({ schemas: [folder] });
      return [];
    } catch (error) {
      return error instanceof ProblemError ? error.problems.map((p) => `${p.where?.replace(/^.*broken\.yaml/u, "broken.yaml")} ${p.message}${p.hint ? ` (${p.hint})` : ""}`) : [String(error)];
    }
  };
  const good = readFileSync(new URL("../schemas/events/letter.yaml", import.meta.url), "utf8");

  test.each([
    ["an unknown key", good.replace("summary:", "sumary:"), /broken\.yaml:\d+:1 unknown key "sumary" \(did you mean "summary"\?\)/u],
    ["a field that is not declared", good.replace("agent: [sender]", "agent: [sendr]"), /broken\.yaml:\d+:\d+ unknown field "sendr" \(did you mean "sender"\?\)/u],
    ["a party that serves with none", good.replace("servesWith: sender", "servesWith: sendr"), /broken\.yaml:\d+:\d+ unknown field "sendr" \(did you mean "sender"\?\)/u],
    ["a bringer that is no field", good.replace("by: bearer", "by: baerer"), /broken\.yaml:\d+:\d+ unknown field "baerer" \(did you mean "bearer"\?\)/u],
    [
      "an office that there is none of",
      good.replace("servesWith: sender", "servesWith: sender, office: ambasador"),
      /broken\.yaml:\d+:\d+ unknown office "ambasador" \(did you mean "ambassador"\?\)/u,
    ],
    ["a general value that is none of the values", good.replace("values: [", "general: writen, values: ["), /broken\.yaml:\d+:\d+ unknown value "writen" \(did you mean "written"\?\)/u],
    ["YAML that does not parse", good.replace("require: {", "require: {{"), /broken\.yaml:\d+:\d+ /u],
    ["a key twice", good.replace("version: 1", "version: 1\nversion: 2"), /broken\.yaml:\d+:1 duplicate key "version"/u],
    ["a number where a text must be", good.replace('cameo: "040"', "cameo: 040"), /broken\.yaml:\d+:\d+ codes\.cameo/u],
    ["an alias bomb", `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`, /aliases/u],
  ])("%s", (_, text, wanted) => {
    expect(load(text).join("\n")).toMatch(wanted);
  });
});

test("schemas stand in the folder under their own names", () => {
  for (const name of readdirSync(new URL("../schemas/events/", import.meta.url))) expect([...loaded.events.keys()]).toContain(name.replace(/\.yaml$/u, ""));
});
