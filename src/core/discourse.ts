import type { Actor, Entity, Knowledge, Pronoun } from "./types.ts";

const MAX_LOOK_BACK = 1000; // entities; no article has as many, and a digest's last story does not lean on its first

/** A party of whom nothing but its kind is told yet; its id is its place among the entities of the text, -1 where no mention made it. */
export const newEntity = (id: number, kind: Entity["kind"]): Entity => ({
  id,
  mentions: [],
  kind,
  nameKeys: [],
  name: undefined,
  honorific: undefined,
  title: undefined,
  office: undefined,
  weak: false,
  offices: new Set(),
  honorifics: new Set(),
  lastSeen: 0,
  country: undefined,
  countryVia: undefined,
  familyCountry: undefined,
  organization: undefined,
});

/** A state that no mention of its own tells. */
export const untoldState = (country: string, mentions: Actor[] = []): Entity => ({ ...newEntity(-1, "country"), mentions, country });

/** "Mrs. N" is no "he". */
const isOfOtherSex = ({ honorifics }: Entity, pronoun: Pronoun): boolean => honorifics.has(pronoun === "3fs" ? "mister" : "lady");

const FULL_NAME = 3; // words

/** "N son of M of X received …, in the presence of N son of M son of N of X": two full names, each with a title, in one sentence are two persons'. */
const isToldApart = ({ mentions }: Entity, { sentence, nameKeys, titles }: Actor): boolean =>
  titles.length > 0 &&
  nameKeys.length >= FULL_NAME &&
  mentions.some((m) => m.sentence === sentence && m.titles.length > 0 && m.nameKeys.length >= FULL_NAME && m.nameKeys.length !== nameKeys.length && m.nameKeys.join(" ") !== nameKeys.join(" "));

/** "The late king": no title, style or pronoun of what happens now means him. */
const isDeceased = ({ honorifics }: Entity): boolean => honorifics.has("late");

/** A ministry or a government: it acts for its state. */
export const isStateBody = ({ kind, organization }: Entity): boolean => kind === "organization" && organization === undefined;

const MAX_TAIL_KEYS = 3;

/** The state of someone whom news name without one, as the list of leaders tells. */
export function leaderState({ kind, nameKeys, office }: Entity, leaders: Readonly<Record<string, string>>, offices: Knowledge["offices"]): string | undefined {
  if (kind !== "person" || nameKeys.length === 0) return undefined;
  // The whole name or its beginning ("Abdullah II ibn al-Hussein"), then its last words ("Shri Pranab Mukherjee").
  const other = office !== undefined && offices[office]?.sole !== true; // two given names are many people's
  let country = leaders[nameKeys.join(" ")] ?? (nameKeys.length > 2 && !other ? leaders[nameKeys.slice(0, 2).join(" ")] : undefined);
  // Of a longer name the last word alone is many people's, and a leader's only with a leader's office.
  const least = nameKeys.length === 1 || office === undefined || offices[office]?.sole ? 0 : 1;
  for (let count = Math.min(nameKeys.length, MAX_TAIL_KEYS); country === undefined && count > least; count--) country = leaders[nameKeys.slice(-count).join(" ")];
  return country;
}

/**
 * The parties of one article. Every mention is linked, in the order of the text, to an entity: by name, by title,
 * or by leaning on what was said before (pronoun, honorific, counterpart).
 */
export class Discourse {
  readonly entities: Entity[] = [];
  private readonly byMention = new Map<Actor, Entity>();
  /** Principals: "the envoy of President N" */
  private readonly nested = new Set<Actor>();
  /** The subject of the sentence before: whom a style of address means first. */
  focus: Entity | undefined;

  constructor(
    private readonly offices: Knowledge["offices"],
    private readonly leaders: Readonly<Record<string, string>>,
    /** A single name may be a father's ("بن سلمان"). */
    private readonly patronymic: boolean,
  ) {}

  /** The entity of a mention; links it on first sight. */
  link(actor: Actor): Entity {
    const known = this.byMention.get(actor);
    if (known) return known;
    const entity = this.find(actor) ?? this.create(actor);
    this.attach(entity, actor);
    return entity;
  }

  /** The entity of an envoy's principal. */
  linkPrincipal(actor: Actor): Entity {
    this.nested.add(actor);
    return this.link(actor);
  }

  /** "(condolences to the president of X) on the death of President N": someone known by his name, or somebody new. */
  introduce(actor: Actor): Entity {
    const known = this.byMention.get(actor);
    if (known) return known;
    const entity = (actor.nameKeys.length > 0 ? this.byName(actor) : undefined) ?? this.create(actor);
    this.attach(entity, actor);
    return entity;
  }

  /** Bind a leaning mention to the entity it was resolved to. */
  bind(actor: Actor, entity: Entity): Entity {
    this.byMention.set(actor, entity);
    entity.mentions.push(actor);
    return entity;
  }

  /** "The president congratulates India's president": who acts and who is acted on are two, whatever their office. */
  part(actor: Actor, entity: Entity): Entity {
    const others = entity.mentions.filter((m) => m !== actor);
    if (actor.country === undefined || entity.name !== undefined || others.length === 0 || others.some((m) => m.country !== undefined)) return entity;
    entity.country = undefined;
    return this.another(actor, entity);
  }

  /** "(received N,) who handed him a letter from the president": a title that means another than the one it was taken for. */
  another(actor: Actor, entity: Entity): Entity {
    const others = entity.mentions.filter((m) => m !== actor);
    entity.mentions.splice(0, entity.mentions.length, ...others);
    const other = this.create(actor);
    this.attach(other, actor);
    return other;
  }

  /** A mention that tells more of an entity: "N is the Italian ambassador". */
  join(actor: Actor, entity: Entity): void {
    this.attach(entity, actor);
  }

  /** An unnamed counterpart: the holder of the model's office in its state, if told already. */
  counterpart(actor: Actor, model: Entity | undefined): Entity {
    const office = model?.office;
    // "his global counterparts": nobody told of by himself
    if (actor.several && actor.country === undefined) {
      const crowd = this.create(actor);
      this.attach(crowd, actor);
      return crowd;
    }
    const others = office === undefined ? [] : this.entities.slice(-MAX_LOOK_BACK).filter((e) => e.kind === "person" && e !== model && e.offices.has(office) && e.country !== undefined);
    // "his counterpart", with no word of whose: the one other holder of the office in the article.
    const [only, ...more] = others.filter((e) => e.country !== model?.country);
    const known = actor.country === undefined ? (more.length === 0 ? only : undefined) : others.findLast((e) => e.country === actor.country);
    const entity = known ?? this.create(actor);
    this.attach(entity, actor);
    return entity;
  }

  /** A counterpart named now may have been told before by office and state alone: then the two are one. */
  adopt(named: Entity, office: string | undefined): Entity {
    if (office === undefined || named.offices.size > 0 || named.country === undefined) return named;
    const known = this.last((e) => e !== named && e.name === undefined && e.kind === "person" && e.country === named.country && e.offices.has(office));
    if (!known) return named;
    for (const mention of named.mentions) this.attach(known, mention);
    named.kind = "country"; // no longer found as a person
    return known;
  }

  entityOf(actor: Actor): Entity | undefined {
    return this.byMention.get(actor);
  }

  private find(actor: Actor): Entity | undefined {
    if (actor.kind === "country") return this.last((e) => e.kind === "country" && e.country !== undefined && e.country === actor.country);
    // "the ministry": the one told last.
    if (actor.kind === "organization" && actor.bare) {
      // "The ministry said …": whose statement the sentence before told, rather than the government that it spoke of.
      if (this.focus && isStateBody(this.focus)) return this.focus;
      return this.last(isStateBody);
    }
    if (actor.kind === "organization") {
      const same = this.last((e) => e.kind === "organization" && e.organization === actor.organization && e.country === actor.country);
      return same ?? (actor.home ? this.onlyMinistry(actor) : undefined);
    }
    if (actor.kind === "delegation") return this.last((e) => e.kind === "delegation" && e.country === actor.country && e.organization === actor.organization);
    if (actor.reference.to === "honorific") return this.byHonorific(actor);
    if (actor.nameKeys.length > 0) return this.byName(actor) ?? this.misspelled(actor) ?? this.unnamedHolder(actor);
    if (actor.reference.to === "title") return this.byTitle(actor);
    return undefined;
  }

  /** "the foreign ministry", where one state's alone has been told of, and not in its own sentence ("X's government gave supplies to the ministry"). */
  private onlyMinistry({ sentence }: Actor): Entity | undefined {
    const told = this.entities.slice(-MAX_LOOK_BACK).filter((e) => isStateBody(e) && e.country !== undefined);
    const last = new Set(told.map((e) => e.country)).size === 1 ? told.at(-1) : undefined;
    return last?.mentions.some((m) => m.sentence === sentence) ? undefined : last;
  }

  private byName(actor: Actor): Entity | undefined {
    const [only] = actor.nameKeys;
    // "Sheikh Nawaf": a style and a given name, however long the full name is.
    const styled = actor.nameKeys.length === 1 && actor.honorific !== undefined && actor.titles.length === 0;
    // "Crown Prince Mishal (of X)", "Sheikh Mishal al-Ahmad …, the crown prince of X": of an office that X has once.
    const sole = (e: Entity): boolean =>
      actor.country !== undefined &&
      e.country === actor.country &&
      e.nameKeys[0] === only &&
      Math.min(e.nameKeys.length, actor.nameKeys.length) === 1 &&
      actor.titles.some((t) => this.offices[t.office]?.sole && e.offices.has(t.office));
    // "King Salman" beside "Crown Prince Mohammed bin Salman": the king by his given name rather than the son by his father's.
    const given =
      actor.nameKeys.length === 1
        ? this.last((e) => e.kind === "person" && e.nameKeys[0] === only && actor.titles.some((t) => this.offices[t.office]?.sole && e.offices.has(t.office)) && !this.clash(e, actor))
        : undefined;
    if (given) return given;
    const named = this.last(
      (e) =>
        e.kind === "person" &&
        e.nameKeys.length > 0 &&
        ((sameName(e.nameKeys, actor.nameKeys) && !this.isOtherRoyal(e, actor) && !isToldApart(e, actor)) || (styled && e.honorifics.size > 0 && e.nameKeys[0] === only) || sole(e)) &&
        !this.clash(e, actor),
    );
    return named ?? this.officialUntold(actor);
  }

  /**
   * "The Turkish president …. Recep Tayyip Erdoğan said", "His Norwegian counterpart …. Norway's N said": a leader by his whole name alone, or
   * anybody by his state and name, where one official of his state has been told without a name.
   */
  private officialUntold({ kind, titles, nameKeys, reference, country }: Actor): Entity | undefined {
    if (kind !== "person" || titles.length > 0 || nameKeys.length < 2 || reference.to === "counterpart") return undefined;
    const state = country ?? this.leaders[nameKeys.join(" ")] ?? this.leaders[nameKeys.slice(-1).join(" ")];
    if (state === undefined) return undefined;
    const untold = this.entities.slice(-MAX_LOOK_BACK).filter((e) => e.kind === "person" && e.name === undefined && e.country === state && e.offices.size > 0);
    const [only, ...more] = untold;
    return more.length === 0 && only && !only.mentions.some((m) => m.several) && [...only.offices].some((o) => this.offices[o]?.sole || this.offices[o]?.portfolio) ? only : undefined;
  }

  /** "Crown Prince Hussein" and "Prince Feisal Bin Al Hussein": who has another royal office, or none, has the single name for his given one, unless it may be the father's. */
  private isOtherRoyal(entity: Entity, actor: Actor): boolean {
    const titles = actor.titles.map((t) => t.office);
    const royal = !this.patronymic && [...entity.offices, ...titles].some((o) => this.offices[o]?.style !== undefined) && !titles.some((o) => entity.offices.has(o));
    return royal && entity.nameKeys.length !== actor.nameKeys.length && Math.min(entity.nameKeys.length, actor.nameKeys.length) === 1 && entity.nameKeys[0] !== actor.nameKeys[0];
  }

  /** "Sirojiddin N" and "Siorjiddin N", "Shehbaz Sharif" and "Sherif Shehbaz", both in one office of one state: it has one at a time, and part of the name is the same. */
  private misspelled(actor: Actor): Entity | undefined {
    const sole = actor.titles.filter((t) => this.offices[t.office]?.sole).map((t) => t.office);
    if (actor.country === undefined || sole.length === 0 || actor.nameKeys.length < 2) return undefined;
    return this.last(
      (e) =>
        e.kind === "person" &&
        e.nameKeys.length === actor.nameKeys.length &&
        sole.some((o) => e.offices.has(o)) &&
        e.nameKeys.some((k) => actor.nameKeys.includes(k)) &&
        (e.country ?? leaderState(e, this.leaders, this.offices)) === actor.country,
    );
  }

  /** A person named now may be the holder of a title given without a name before, in a headline above all. */
  private unnamedHolder(actor: Actor): Entity | undefined {
    const offices = actor.titles.map((t) => t.office);
    if (offices.length === 0) return undefined;
    return this.last(
      (e) =>
        e.kind === "person" &&
        e.nameKeys.length === 0 &&
        !e.mentions.some((m) => m.several) &&
        !actor.honorificValues.includes("late") &&
        e.offices.size > 0 &&
        ([...e.offices].some((o) => offices.includes(o)) || (actor.country !== undefined && e.country === actor.country && this.isCalled(e.offices, offices))) &&
        // "his counterpart" serves another state: who is told without one is the other of the two.
        (actor.country !== undefined || e.country !== undefined || e.mentions.some((m) => m.reference.to !== "counterpart")) &&
        // Of two told in one sentence without a state, neither is the other: "the king received King N".
        ((e.country === actor.country &&
          e.organization === actor.organization &&
          (e.country !== undefined || e.organization !== undefined || e.mentions.every((m) => m.sentence !== actor.sentence))) ||
          (e.country === undefined &&
            e.organization === undefined &&
            actor.organization === undefined &&
            e.mentions.every((m) => m.sentence !== actor.sentence) &&
            (actor.country === undefined || this.isLoneOffice(offices, actor)))),
    );
  }

  /** No other mention of the same office with this state has been seen: then an unqualified title may be it. */
  private isLoneOffice(offices: readonly string[], actor: Actor): boolean {
    const isOther = (e: Entity): boolean => e.country !== undefined && e.country !== actor.country && e.mentions.some((m) => m.reference.to !== "counterpart");
    return actor.country === undefined || !this.entities.some((e) => isOther(e) && [...e.offices].some((o) => offices.includes(o)));
  }

  /** "the minister", "the Tunisian president": the last person with that office, of that state if one is given. */
  private byTitle(actor: Actor): Entity | undefined {
    if (actor.indefinite) return undefined;
    const offices = actor.titles.map((t) => t.office);
    const families = new Set(offices.map((o) => this.offices[o]?.family ?? o));
    const match = (e: Entity, strict: boolean): boolean =>
      e.kind === "person" &&
      !isDeceased(e) &&
      [...e.offices].some((o) => (strict ? offices.includes(o) : families.has(this.offices[o]?.family ?? o))) &&
      (actor.organization === undefined || e.organization === actor.organization);
    // "documents presented by foreign ambassadors": no one of those told before.
    if (actor.several) return this.last((e) => match(e, true) && e.country === actor.country && e.mentions.some((m) => m.several));
    if (actor.country !== undefined)
      return (
        this.last((e) => match(e, false) && e.country === actor.country) ??
        this.last((e) => e.kind === "person" && e.country === actor.country && this.isCalled(e.offices, offices)) ??
        // "the British leader": a state without that office means who leads it.
        (offices.some((o) => this.offices[o]?.lacking?.includes(actor.country as string))
          ? this.last((e) => e.kind === "person" && e.country === actor.country && [...e.offices].some((o) => this.offices[o]?.head))
          : undefined) ??
        this.last((e) => match(e, true) && e.country === undefined && e.organization === undefined && !e.mentions.some((m) => m.home || m.several) && e.name === undefined) ??
        // "Prime Minister Imran Khan … the Pakistani premier"
        this.last((e) => match(e, true) && e.country === undefined && e.organization === undefined && leaderState(e, this.leaders, this.offices) === actor.country)
      );
    if (actor.organization !== undefined) return this.last((e) => match(e, true));
    if (actor.home) return this.last((e) => match(e, true) && (e.country === undefined || e.mentions.some((m) => m.home)));
    const settled = (e: Entity): boolean => match(e, true) && e.office !== undefined && offices.includes(e.office);
    if (actor.bare) {
      // "The sultan", in an article on a king and a sultan.
      const [word] = actor.titles.map((t) => t.word);
      const isCalledSo = (e: Entity): boolean => settled(e) && e.mentions.some((m) => m.titles.some((t) => t.word === word));
      const royal = offices.some((o) => this.offices[o]?.style !== undefined); // "PM" and "prime minister" are the same word
      const so = royal && this.focus && settled(this.focus) && !isCalledSo(this.focus) ? this.last(isCalledSo) : undefined;
      if (so) return so;
      // "The PM" is the one told without a state, though a foreign one was the subject last: an outlet's own.
      const own = offices.some((o) => this.offices[o]?.sole) ? this.last((e) => settled(e) && e.country === undefined && e.name !== undefined) : undefined;
      if (this.focus && settled(this.focus) && (own === undefined || this.focus.country === undefined)) return this.focus;
      const known = this.last((e) => settled(e) && e.country === undefined) ?? this.last(settled) ?? this.last((e) => match(e, true));
      if (known) return known;
    }
    // "The foreign minister received …. The minister also received …": the subject of the sentence before, rather than who was told last.
    if (actor.bare && this.focus && match(this.focus, false)) return this.focus;
    // "summoned the Chinese envoy over the ambassador's remarks"
    if (actor.bare) {
      const called = this.last((e) => e.kind === "person" && !isDeceased(e) && this.isCalled(e.offices, offices));
      if (called) return called;
    }
    // "the envoy": the one told last who is posted here.
    if (actor.bare && offices.every((o) => this.offices[o]?.weak && this.offices[o]?.posted)) {
      const posted = this.last((e) => e.kind === "person" && [...e.offices].some((o) => this.offices[o]?.posted));
      if (posted) return posted;
    }
    return this.last((e) => match(e, true) && e.country === undefined) ?? this.last((e) => match(e, true)) ?? (actor.bare ? this.last((e) => match(e, false)) : undefined);
  }

  /** "the Saudi envoy", "the Saudi ambassador": one office, and a word for any who holds the like. */
  private isCalled(some: Iterable<string>, others: readonly string[]): boolean {
    return [...some].some((one) => others.some((other) => this.offices[one]?.wordFor === other || this.offices[other]?.wordFor === one));
  }

  /** "his highness": the last person so honored, or the last person with a title at all. */
  private byHonorific(actor: Actor): Entity | undefined {
    const honorific = actor.reference.to === "honorific" ? actor.reference.honorific : "";
    // Own officials are named without their state, and it is of them that an outlet speaks with respect.
    const honored = (e: Entity): boolean => e.kind === "person" && e.honorifics.has(honorific) && !isDeceased(e);
    const { focus } = this;
    if (focus && honored(focus)) return focus;
    const styled = focus?.kind === "person" && [...focus.offices].some((o) => this.offices[o]?.style !== undefined) ? focus : undefined;
    return (
      this.last((e) => honored(e) && e.country === undefined) ??
      this.last(honored) ??
      styled ??
      this.last((e) => e.kind === "person" && [...e.offices].some((o) => this.offices[o]?.style === honorific)) ??
      this.last((e) => e.kind === "person" && e.country === undefined) ??
      this.last((e) => e.kind === "person")
    );
  }

  /** Another whom a style of address may mean: who was told last before it, is not excluded and is not addressed otherwise. */
  honored({ reference, start }: Actor, exclude: ReadonlySet<Entity>): Entity | undefined {
    const honorific = reference.to === "honorific" ? reference.honorific : "";
    const open = (e: Entity): boolean => e.kind === "person" && !exclude.has(e) && e.mentions.some((m) => m.start < start);
    const otherStyle = (e: Entity): boolean => [...e.offices].some((o) => this.offices[o]?.style !== undefined && this.offices[o]?.style !== honorific);
    return (
      this.last((e) => open(e) && e.honorifics.has(honorific)) ??
      this.last((e) => open(e) && (e.office !== undefined || e.honorifics.size > 0) && !otherStyle(e)) ??
      this.last((e) => open(e) && e.office !== undefined)
    );
  }

  /** A pronoun's antecedent: a preferred entity if it fits, otherwise the last person that is not excluded. */
  pronoun(pronoun: Pronoun, prefer: readonly (Entity | undefined)[], exclude: ReadonlySet<Entity>, before: number): Entity | undefined {
    if (pronoun === "3d" || pronoun === "3p") return undefined;
    const fits = (entity: Entity): boolean => entity.kind === "person" && !isDeceased(entity) && !exclude.has(entity) && !isOfOtherSex(entity, pronoun) && !entity.mentions.some((m) => m.several);
    for (const entity of prefer) if (entity && fits(entity)) return entity;
    // Antecedents stand before their pronoun, though the whole sentence is linked by now; who is told as part of another's title, behind all others.
    let best: Entity | undefined;
    let bestAt = Number.NEGATIVE_INFINITY;
    for (const entity of this.entities.slice(-MAX_LOOK_BACK)) {
      if (!fits(entity)) continue;
      for (const mention of entity.mentions) {
        const at = this.nested.has(mention) ? mention.start - before : mention.start;
        if (mention.start < before && at > bestAt) {
          best = entity;
          bestAt = at;
        }
      }
    }
    return best;
  }

  /** Titles that contradict: one state and another, or two strong offices of different states. */
  private clash(entity: Entity, actor: Actor): boolean {
    if (entity.country !== undefined && actor.country !== undefined && entity.country !== actor.country) return true;
    const strong = (offices: Iterable<string>): string[] => [...offices].filter((o) => !(this.offices[o]?.weak ?? false));
    const family = (o: string): string => this.offices[o]?.family ?? o;
    const mine = strong(entity.offices).map(family);
    const theirs = strong(actor.titles.map((t) => t.office)).map(family);
    // A single shared token ("Mohammed") with different offices is another person.
    if (mine.length === 0 || theirs.length === 0 || theirs.some((o) => mine.includes(o))) return false;
    // So it is where the names begin with different words: "King Salman bin A", "Crown Prince Mohammed bin Salman bin A".
    return Math.min(entity.nameKeys.length, actor.nameKeys.length) === 1 || entity.nameKeys[0] !== actor.nameKeys[0];
  }

  private last(test: (entity: Entity) => boolean): Entity | undefined {
    let best: Entity | undefined;
    for (let i = this.entities.length - 1, first = Math.max(0, i - MAX_LOOK_BACK); i >= first; i--) {
      const entity = this.entities[i] as Entity;
      if ((!best || entity.lastSeen > best.lastSeen) && test(entity)) best = entity;
    }
    return best;
  }

  private create(actor: Actor): Entity {
    const entity = newEntity(this.entities.length, actor.kind);
    this.entities.push(entity);
    return entity;
  }

  private attach(entity: Entity, actor: Actor): void {
    this.byMention.set(actor, entity);
    entity.mentions.push(actor);
    entity.lastSeen = Math.max(entity.lastSeen, actor.start + 1);
    if (actor.name && (entity.name === undefined || actor.nameKeys.length > entity.nameKeys.length)) {
      entity.name = actor.name;
      entity.nameKeys = [...actor.nameKeys];
    }
    if (actor.honorific) entity.honorific ??= actor.honorific;
    for (const value of actor.honorificValues) entity.honorifics.add(value);
    if (actor.country !== undefined) entity.country ??= actor.country;
    if (actor.familyCountry !== undefined) entity.familyCountry ??= actor.familyCountry;
    if (actor.organization !== undefined) entity.organization ??= actor.organization;
    for (const title of actor.titles) entity.offices.add(title.office);
    this.settleOffice(entity, actor);
  }

  /** The office a record names: the first strong one, in the order of the text; its title is the longest that says so. */
  private settleOffice(entity: Entity, actor: Actor): void {
    for (const title of actor.titles) {
      // "The minister N", further down "the foreign minister N": the office that a family is named for gives way to the one it means.
      const narrower = actor.name !== undefined && title.office !== entity.office && this.offices[title.office]?.family === entity.office;
      if (entity.office === undefined || narrower || ((entity.weak || this.offices[entity.office]?.yields) && !title.weak && title.office !== entity.office)) {
        entity.office = title.office;
        entity.title = title.span;
        entity.weak = title.weak;
      } else if (title.office === entity.office && entity.title && title.span.end - title.span.start > entity.title.end - entity.title.start) entity.title = title.span;
    }
  }
}

/** Cousins share a grandfather's names: parts may be left out, not reordered or used twice. */
function isSubsequence(short: readonly string[], long: readonly string[]): boolean {
  let at = 0;
  for (const key of long) if (key === short[at]) at++;
  return at === short.length;
}

/** "Salman bin Abdulaziz Al Saud" in "Mohammed bin Salman bin Abdulaziz Al Saud": a name without its first part is the father's, unless little of it is left. */
const isFather = (short: readonly string[], long: readonly string[]): boolean =>
  long.length > short.length && short[0] !== long[0] && (short.length > 2 || long.length > short.length + 1) && short.every((key, i) => key === long[i + 1]);

/**
 * The same person's name, allowing parts left out: one set of keys inside the other.
 * A single key must be the other's first or last one.
 */
export function sameName(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return false;
  if (short.length === 1) {
    const key = short[0] as string;
    // "President Hamid", of Abdul Hamid.
    if (long[long.length - 1] === `abd${key}`) return true;
    return key === long[long.length - 1] || (long.length > 1 && key === long[0] && long.length <= 3) || (long.length > 2 && key === long[1]);
  }
  if (isFather(short, long)) return false;
  if (isSubsequence(short, long)) return true;
  const shared = short.filter((key) => long.includes(key)).length;
  return shared >= 2 && short[0] === long[0] && shared / new Set([...short, ...long]).size >= 0.6;
}
