import { z } from "zod";

/** The meta-schema: what an event file may say. Strict: an unknown key is an error at its line. */

const name = z.string().regex(/^[a-z][a-z0-9-]*$/u, "a name is lower case letters, digits and hyphens");
const role = z.string().regex(/^[a-z][A-Za-z]*$/u, "a field name is letters, beginning in lower case");
const phrase = z.string().min(1);
const phrases = z
  .array(phrase)
  .nullish()
  .transform((list) => list ?? []);

/** Relations a frame may map to fields ("as" tells the office of who fills the field, "nation" is an adjective on a noun of the type: "a Saudi aid plane", "town" a city without a preposition: "visited Doha", "struck" where what the object tells of happened: "condemned the attack that hit X"); `object.` and `carrier.` relations hang on the object noun, `reception.` ones on a reception around it. */
export const RELATIONS = ["agent", "patient", "of", "from", "to", "with", "by", "through", "for", "in", "attended-by", "chaired-by", "about", "between", "as", "nation", "town", "struck"] as const;
const QUALIFIERS = ["object", "reception", "carrier"] as const;
const QUALIFIED = [...RELATIONS, ...QUALIFIERS.flatMap((q) => RELATIONS.map((r) => `${q}.${r}`))] as [string, ...string[]];

/** A trigger; `exact` where folding makes it one with another word ("هنأ", he congratulated, and "هنا", here). */
const trigger = z.union([phrase, z.strictObject({ text: phrase, exact: z.literal(true) })]);
const triggers = z
  .array(trigger)
  .nullish()
  .transform((list) => list ?? []);

const frame = z.strictObject({
  verbs: triggers,
  nouns: triggers,
  participles: triggers,
  needs: z.array(name).default([]),
  /** Objects of which the sentence holds one, though it be no object of the trigger: a welcome at an airport is part of a visit … */
  beside: z.array(name).default([]),
  /** … and no meeting: objects that rule the frame out where the sentence holds one. */
  without: z.array(name).default([]),
  requires: z.array(z.enum(RELATIONS)).default([]),
  forbids: z.array(z.enum(RELATIONS)).default([]),
  /** An empty list reads a party and gives it no role: the envoy from whom an invitation is taken. */
  roles: z.partialRecord(z.enum(QUALIFIED), z.array(role)),
  continues: z.boolean().default(false),
  /** Told as like the one before ("a similar cable"): what it leaves open is as there. */
  like: z.boolean().default(false),
  /** An object or an event of the type told before will do ("spoke with", where a phone call was told of). */
  recalls: z.boolean().default(false),
  /** A mark, a date or a preposition follows the patient: "called N on Friday", not "called N a liar". */
  closed: z.boolean().default(false),
  /** Tells of events that the sentences behind tell one by one ("a ceremony was held for …"): no party need be told. */
  ahead: z.boolean().default(false),
  /** Done by nobody that is told, it is done by those who have just met: "after the talks five accords were signed". */
  sequel: z.boolean().default(false),
  /** Each party is a body of states or serves one: "EU foreign ministers met in Brussels" is no meeting of two. */
  bodies: z.boolean().default(false),
  /** Told in a phrase of time or of plans alone: "during his visit to X", "the upcoming visit of N to X", not whatever visit is spoken of. */
  within: z.boolean().default(false),
  /** A word may stand between the preposition that the verb takes and its object ("وقعت … على ثلاث مذكرات", signed on three …). */
  upon: z.boolean().default(false),
  /** Each party leads a state or its government, or is a minister of it: an envoy or a player who "spoke to" somebody is told of no call. */
  peers: z.boolean().default(false),
  /** What a party is that stands alone behind the trigger: "the appointing of N", "appointed (was) N". */
  lone: z.enum(["agent", "patient"]).default("agent"),
  /** Between states by nature, though none be told: "the summit opened in X". */
  abroad: z.boolean().default(false),
  /** Says that parties spoke, and not whether they met: see `retells`. */
  anyhow: z.boolean().default(false),
  /** Told right behind an event of another type with the same party, it is part of that one, with these fields there: who is welcomed has arrived. */
  part: z.strictObject({ of: name, where: z.record(role, name).default({}), fields: z.record(role, role) }).optional(),
  /** A field of which each party has an event of its own: "held separate meetings with N and M". */
  each: role.optional(),
  sets: z.record(role, name).default({}),
});

const cues = z.strictObject({
  objects: z.record(name, phrases).default({}),
  anchors: phrases,
  attributes: z.record(role, z.record(name, phrases)).default({}),
  decoys: phrases,
  unless: phrases,
  topics: phrases,
  /** Prepositions that open the topics behind a noun of the event or behind a party: "talks with N on trade". */
  complements: phrases,
  frames: z.record(name, frame),
});

const field = z.union([
  z.strictObject({
    filler: z.literal("party"),
    many: z.boolean().default(false),
    kinds: z
      .array(z.enum(["person", "country", "organization", "delegation"]))
      .min(1)
      .optional(),
    /** The field whose party serves the same state: a bearer's is the sender's. */
    servesWith: role.optional(),
    /** The field of an envoy whose posting tells this one where nobody is told: who summons an ambassador is where he is posted. */
    posting: role.optional(),
    /** The field of an envoy whose principal fills this one where nobody is told: what the envoy of a president hands over is the president's. */
    principal: role.optional(),
    /** Where nobody is told, the state that the event happens in: who comes to an airport visits its state. */
    soil: z.boolean().optional(),
    /** The office of the person who fills it, where the text names none: who presents credentials is an ambassador. */
    office: name.optional(),
    means: z.string().min(1),
  }),
  z.strictObject({
    values: z.array(name).min(1),
    /** The value that goes with any of the others: who arrives pays a visit. */
    general: name.optional(),
    /** The value that is meant where none is told: a call is by telephone. */
    unsaid: name.optional(),
    means: z.string().min(1),
  }),
]);

const expectation = z.union([z.literal("none"), z.record(role, z.union([z.string(), z.array(z.string())]))]);

export const eventDefinition = z.strictObject({
  type: name,
  version: z.int().positive(),
  summary: z.string().min(1),
  source: z.string().min(1),
  codes: z.strictObject({ cameo: z.string().optional(), plover: z.string().optional() }),
  require: z.strictObject({ parties: z.int().min(1), anyOf: z.array(role).min(1) }),
  /** The parties face each other, and what is handed over there passes between them: the fields of who receives and who is received. */
  encounter: z.strictObject({ agent: role, patient: role }).optional(),
  /** Something passes from hand to hand: the field of who brings it, and those of who takes it, likeliest first. */
  handed: z.strictObject({ by: role, to: z.array(role).min(1) }).optional(),
  /** Told further down than in these first sentences it is no news of its own: a minister takes many positions in one speech. */
  lead: z.int().positive().optional(),
  /** Its parties are of one state by nature (who names an ambassador and who is named): not domestic for that. */
  oneState: z.boolean().optional(),
  /** It passes between places, by wire or telephone: it has none of its own. */
  remote: z.boolean().optional(),
  /** The field of who does it at home: a ministry summons an envoy to where it is, and what is told of another state is why. */
  seat: role.optional(),
  /** What is to be said is no news of it: it is told only when it is done. */
  done: z.boolean().optional(),
  /** What was done to bring it about brings it about: "signed a communiqué to establish relations". */
  effected: z.boolean().optional(),
  /** Types of event at which people speak: what one of their persons says is told of them, and is no event of its own. */
  asideOf: z.array(name).min(1).optional(),
  /** A type that one of this type may have been taken for, where frames marked `anyhow` alone told it, and what its fields are in this one. */
  retells: z.strictObject({ type: name, fields: z.record(role, role) }).optional(),
  /** It is between states by nature, though none be told. */
  abroad: z.boolean().optional(),
  /** Told again by the same parties in another form ("condemned the attack and called for …"), it is the one event. */
  oneForm: z.boolean().optional(),
  /** A field with one party that tells of one event for each of several ("five ambassadors presented their credentials"). */
  each: role.optional(),
  fields: z.record(role, field),
  cues: z.record(z.string().regex(/^[a-z]{2,3}$/u, "a language is a two- or three-letter code"), cues),
  examples: z.array(z.strictObject({ lang: z.string(), text: z.string().min(1), expect: expectation })).default([]),
});

export type EventDefinition = z.infer<typeof eventDefinition>;
export type EventCues = z.infer<typeof cues>;

/** Every key the meta-schema knows: what a mistyped one is compared with. */
export const EVENT_KEYS = [
  "type",
  "version",
  "summary",
  "source",
  "codes",
  "cameo",
  "plover",
  "require",
  "parties",
  "anyOf",
  "encounter",
  "handed",
  "lead",
  "oneForm",
  "oneState",
  "remote",
  "done",
  "effected",
  "asideOf",
  "retells",
  "abroad",
  "each",
  "fields",
  "filler",
  "many",
  "kinds",
  "servesWith",
  "posting",
  "principal",
  "soil",
  "office",
  "means",
  "values",
  "cues",
  "objects",
  "anchors",
  "attributes",
  "decoys",
  "unless",
  "topics",
  "complements",
  "frames",
  "verbs",
  "nouns",
  "participles",
  "needs",
  "beside",
  "without",
  "requires",
  "forbids",
  "roles",
  "continues",
  "like",
  "recalls",
  "closed",
  "ahead",
  "sequel",
  "within",
  "bodies",
  "upon",
  "peers",
  "lone",
  "anyhow",
  "part",
  "where",
  "sets",
  "examples",
  "lang",
  "text",
  "exact",
  "expect",
  ...QUALIFIED,
];
