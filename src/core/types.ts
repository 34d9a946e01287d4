/**
 * Every type that crosses a stage. Index base: spans are half-open and count UTF-16 code units of the
 * original decoded text, unless a name says otherwise; records carry code points (see core/record.ts).
 */

/** Half-open, UTF-16 code units of the original text: `text.slice(start, end)` is the evidence. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An ISO 8601 calendar date, `2026-01-12`, `2026-01` or `2026`. */
export type IsoDate = string;

/** What kind of thing a phrase of the lexicon is. Closed: the core implements each once. */
export type SenseKind =
  | "honorific" // dropped from names: "His Excellency"
  | "reference-title" // an honorific standing for a person: "his highness"
  | "prayer" // follows a name: "may God protect him"
  | "office" // value: office code
  | "portfolio" // completes an office: "of energy"
  | "charged" // joins a minister to a portfolio: "in charge of"
  | "modifier" // may stand inside a title or after a country and adds nothing: "brotherly", "designate"
  | "country" // value: ISO 3166-1 alpha-2
  | "nationality" // value: ISO 3166-1 alpha-2
  | "home" // the outlet's own state: "the Kingdom"
  | "state-word" // "republic", "state": a state's name follows
  | "people" // "the people of", "the refugees in": those who live there stand for the state
  | "city" // value: English name; country
  | "here" // the place of the dateline
  | "capital" // the word "capital"
  | "place-prefix" // "city of", "province of"
  | "venue" // head of a venue phrase; may carry city and country
  | "organization" // value: abbreviation
  | "institution" // ends the name of a house or body: "academy"
  | "regnal" // the number of a king
  | "movement" // a word for a party or a movement, whose name follows
  | "namesake" // begins the name of a house or body that is called after a person: "airport"
  | "ministry" // a ministry, court or government: speaks for its state
  | "agency" // a news agency or dateline sign; country says whose
  | "given" // a given name
  | "family" // a ruling house or family name that tells the country
  | "particle" // joins name tokens: "bin", "van"
  | "counterpart" // "his counterpart"
  | "sides" // "the two sides"
  | "delegation" // "a delegation"
  | "led-by" // "headed by"
  | "posting" // "accredited to": what follows is where an envoy is posted
  | "marker" // value: relation
  | "conjunction"
  | "determiner" // value: "definite" | "indefinite"
  | "pronoun" // a word of its own; value: "3ms"…; flag "possessive"
  | "possessive" // what makes the party before it an owner: "'s"
  | "auxiliary" // value: "be" | "have" | "do" | "modal"
  | "instance" // "including": some of those told before are named
  | "namely" // "(the envoys,) who are (وهم)": what follows names those told before
  | "quantity" // "three", "dozens of": the noun behind it is meant
  | "superlative" // "the first to …": was done
  | "kin" // "wife": his wife, who is named behind it
  | "adverb" // may stand between a subject and its verb: "also"
  | "ordinal" // between the parts of a date: "th", "of"
  | "boundary" // ends the clause
  | "since" // what follows is how long something has lasted
  | "stamp" // what follows is when the story was written or changed: "updated:"
  | "strikes" // "hit", "targeted": a place may follow without a preposition
  | "cause" // "over", "in protest at": what follows is why
  | "relative" // "who": opens a relative clause
  | "where" // what follows happens at the place told before
  | "quote-verb" // reporting verbs and other verbs that end a clause
  | "during" // opens a nested reception: "during"
  | "light" // light verb: "carried out (the handing-over)"
  | "planned"
  | "denied"
  | "unreal" // an infinitive behind it tells of no event: "invited to", "readiness to"
  | "background"
  | "decease" // "the death of": who died is nobody told before by office alone
  | "byline" // opens a line that names the reporter: "by"
  | "related" // a line that points to other stories
  | "stop" // common word: never part of a name
  | "date" // value: date expression understood by core/dates.ts
  | "month" // value: "g01".."g12" or "h01".."h12"
  | "day" // value: 1 .. 31: the day of a month in words, "the first (of December)"
  | "weekday" // value: 0 (Sunday) .. 6
  | "direction" // value: "ahead" | "behind": beside a weekday, which one of them: "next (Sunday)"
  | "era" // value: "gregorian" | "hijri"
  | "topic" // value: topic code(s), space separated
  | "topic-cue" // value: event types that own the cue, space separated
  | "anchor" // noun that stands for an event: value: event type
  | "object" // value: event type + "/" + object name
  | "attribute" // value: event type + "/" + field + "/" + code
  | "trigger" // value: frame id
  | "unless" // value: event type: no such event where this stands in the sentence
  | "decoy"; // blocks shorter matches, means nothing

/** A closed set of relations between a trigger and what stands around it. */
export type Relation = "agent" | "patient" | "of" | "from" | "to" | "with" | "by" | "through" | "for" | "in" | "attended-by" | "chaired-by" | "about" | "between" | "as" | "nation" | "town" | "struck";

/** Grammatical features an inflected form carries. */
export interface Features {
  /** "verb" agrees and takes subjects; "noun" takes possessors; "participle" modifies its head. */
  readonly form?: "verb" | "noun" | "participle";
  readonly tense?: "past" | "present" | "future";
  /** Grammatical number and gender of an attached pronoun: "3ms", "3fs", "3d", "3p". */
  readonly clitic?: Pronoun;
  /** True when the form is a passive. */
  readonly passive?: boolean;
}

export type Pronoun = "3ms" | "3fs" | "3d" | "3p";

/** One meaning of a phrase. */
export interface Sense extends Features {
  readonly kind: SenseKind;
  readonly value: string;
  readonly country?: string;
  readonly city?: string;
  /** Extra flag of the entry, see `languages/pack.ts`. */
  readonly flag?: string;
  /** The phrase matches only with (true) or only without (false) the definite article on its first word. */
  readonly definite?: boolean;
  /** Letters that the text's own spelling must not end in: a pronoun "ه" is never written "ة". */
  readonly notEnding?: string;
  /** Spelling, without marks, that the text must have: folding made "على" and "علي" one key. */
  readonly exact?: string;
  /** The frame of a trigger, once its lexicon is an index. */
  readonly frame?: Frame;
  /** Spelling with the vowel marks that the text must show; a sense told so is the only one. */
  readonly marked?: string;
}

/** A phrase of the lexicon: the keys after the first word, and what it means. */
export type Phrase = readonly [rest: string, senses: readonly Sense[]];

/**
 * A compiled lexicon. `lines` holds one line a word, sorted by UTF-16 units: the word, then for each phrase that begins with it
 * (longest first) a tab, the keys after the first, a colon and the number of its senses. A word without phrases is known, no more.
 */
export interface Lexicon {
  /** One JSON array of senses a line; a line is parsed when a text first needs it. */
  readonly senses: string;
  readonly lines: string;
}

export interface Frame {
  readonly id: string;
  readonly type: string;
  /** Object nouns, one of which must stand in the clause. */
  readonly needs: readonly string[];
  /** Objects of which the sentence holds one, wherever it stands, and those of which it holds none. */
  readonly beside: readonly string[];
  readonly without: readonly string[];
  /** Relations that must be filled. */
  readonly requires: readonly Relation[];
  /** Relations that must not be. */
  readonly forbids: readonly Relation[];
  /** Relation (or `object.from`, `reception.agent`, …) → role names, strongest first. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  /** The frame only adds to an event told already. */
  readonly continues: boolean;
  /** What it leaves open is as in the event of its type told before. */
  readonly like: boolean;
  /** An object noun that was told before in the text will do. */
  readonly recalls: boolean;
  /** Nothing is said of the patient: a mark, a date or a preposition follows it. */
  readonly closed: boolean;
  /** Tells of events that the sentences behind tell one by one. */
  readonly ahead: boolean;
  /** A word may stand between the verb's own preposition and the object: "signed on three memoranda". */
  readonly upon: boolean;
  /** Each party leads a state or is a minister. */
  readonly peers: boolean;
  /** What a party is that stands alone behind the trigger: "the appointing of N". */
  readonly lone: "agent" | "patient";
  /** Between states by nature, though none be told. */
  readonly abroad: boolean;
  /** Says that parties spoke, and not whether they met. */
  readonly anyhow: boolean;
  /** Done by nobody that is told, it is done by those who have just met. */
  readonly sequel: boolean;
  /** Told in a phrase of time or of plans alone. */
  readonly within: boolean;
  /** Each party is a body of states or serves one. */
  readonly bodies: boolean;
  /** The type of event that it is part of where one with the same party and these attributes was told right before, and its fields there. */
  readonly part?: { readonly of: string; readonly where: Readonly<Record<string, string>>; readonly fields: Readonly<Record<string, string>> };
  readonly each?: string;
  /** Attributes set by the frame. */
  readonly sets: Readonly<Record<string, string>>;
}

export interface RolePlan {
  readonly name: string;
  readonly many: boolean;
  /** Kinds of party the role takes. */
  readonly kinds: readonly ActorKind[];
  /** Role whose party serves the same state: what is told of one holds of the other. */
  readonly servesWith?: string;
  /** Role whose party is posted where this one is at home: the state of a posting fills it where nobody is told. */
  readonly posting?: string;
  /** Role of an envoy: for whom he acts fills this one where nobody is told. */
  readonly principal?: string;
  /** Where nobody is told, the state that the event happens in fills it. */
  readonly soil?: boolean;
  /** Office of the person who fills it, where the text names none. */
  readonly office?: string;
}

export interface AttributePlan {
  readonly values: readonly string[];
  /** The value that goes with any of the others. */
  readonly general?: string;
  /** The value that is meant where none is told: a call is by telephone. */
  readonly unsaid?: string;
}

/** What the engine knows of an event type: walked off its zod object by `knowledge/compileEvent.ts`. */
export interface EventPlan {
  readonly type: string;
  readonly roles: readonly RolePlan[];
  readonly attributes: Readonly<Record<string, AttributePlan>>;
  /** Fewest distinct parties. */
  readonly minParties: number;
  /** Role names, one of which must be filled. */
  readonly anyOf: readonly string[];
  /** The parties face each other, and what is handed over there passes between them: roles of who receives and who is received. */
  readonly encounter?: { readonly agent: string; readonly patient: string };
  /** Something passes from hand to hand: role of who brings it, roles of who takes it, likeliest first. */
  readonly handed?: { readonly by: string; readonly to: readonly string[] };
  /** Told further down than in these first sentences it is no news of its own. */
  readonly lead?: number;
  /** It is between states by nature, though none be told. */
  readonly abroad?: boolean;
  /** What is to be said is no news of it: it is told only when it is done. */
  readonly done?: boolean;
  /** What was done to bring it about brings it about. */
  readonly effected?: boolean;
  /** Types of event at which people speak: what one of their persons says is no event of its own. */
  readonly asideOf?: readonly string[];
  /** A type that an event of this one may have been taken for, by frames that are `anyhow`; its fields and what they are here. */
  readonly retells?: { readonly type: string; readonly fields: Readonly<Record<string, string>> };
  /** It passes between places, by wire or telephone: it has none of its own. */
  readonly remote?: boolean;
  /** Role of who does it at home: a place in another state is none of the event's. */
  readonly seat?: string;
  /** Its parties are of one state by nature (who names and who is named): it is no domestic event for that. */
  readonly oneState?: boolean;
  /** Told again by the same parties in another form, it is the one event. */
  readonly oneForm?: boolean;
  /** A single role that, filled by several, tells of as many events. */
  readonly each?: string;
  /** CAMEO and PLOVER codes of the type. */
  readonly codes: Readonly<Record<string, string>>;
}

/** Language knowledge as plain, cloneable data; compiled from the pack's YAML files. */
export interface LanguageData {
  readonly id: string;
  readonly lexicon: Lexicon;
  readonly frames: Readonly<Record<string, Frame>>;
  /** City or capital lookups: country → English name of its capital. */
  readonly capitals: Readonly<Record<string, string>>;
  /** Name keys of leaders, joined by spaces → their state. */
  readonly leaders: Readonly<Record<string, string>>;
  /** Leaders whom news call by their surname alone ("Putin"): none in a script without capitals, where nothing shows that it is one. */
  readonly surnames: readonly string[];
}

export interface Knowledge {
  readonly version: string;
  readonly plans: Readonly<Record<string, EventPlan>>;
  readonly languages: Readonly<Record<string, LanguageData>>;
  /** Office code → facts that hold in every language. */
  readonly offices: Readonly<Record<string, OfficeFacts>>;
}

export interface OfficeFacts {
  /** Rank: a lower one gives way when a person carries several offices. */
  readonly weak?: boolean;
  /** Gives way to any other office of its holder that is not weak. */
  readonly yields?: boolean;
  /** The honorific that its holder is addressed by, where it is one of a kind. */
  readonly style?: string;
  /** Leads a state or its government: what is brought to its holder is for nobody above. */
  readonly head?: boolean;
  /** A state has one holder of it. */
  readonly sole?: boolean;
  /** The holder often has a second office joined by "and": "deputy prime minister and minister of …". */
  readonly combines?: boolean;
  readonly doubles?: boolean;
  /** An office whose holder is called by the word for this one as well. */
  readonly wordFor?: string;
  /** States without such an office: who holds it, told without a state, is of none of them. */
  readonly lacking?: readonly string[];
  /** Held for another office or person, whose title may follow: "adviser to the president". */
  readonly attached?: boolean;
  /** Serves abroad: the state behind "to" is where, not whom. */
  readonly posted?: boolean;
  /** Serves a state alone, at another or at a body: it has a state or nobody to serve, and stands for a king at most. */
  readonly accredited?: boolean;
  /** Charged with a matter, told behind "for the affairs of". */
  readonly charged?: boolean;
  /** Takes the name of a ministry, however long. */
  readonly portfolio?: boolean;
  /** Deals with affairs inside its state: the world is concerned where another state is told. */
  readonly internal?: boolean;
  /** Family of offices that the holder never has beside it. */
  readonly apart?: readonly string[];
  /** Family that a bare title may refer to: "the minister" → minister. */
  readonly family?: string;
}

/** What a lexicon holds of phrases that begin with one word. */
export interface Entry {
  /** Senses of the word by itself. */
  readonly alone: readonly Sense[];
  /** Second word → longer phrases, longest first. */
  readonly longer: ReadonlyMap<string, readonly Phrase[]>;
}

/** A word part split off a token: offsets are relative to the folded word. */
export interface WordPart {
  readonly start: number;
  readonly end: number;
  readonly key: string;
  readonly stem: string;
  readonly definite: boolean;
}

/** What the core asks of a language, beyond its data. Functions are pure. */
export interface LanguageRules {
  readonly id: string;
  readonly foldTable: FoldTable;
  /** A verb that several do, by its ending. */
  readonly manyVerb?: RegExp;
  /** Shape of a verb whose subject is two, on folded keys, where verbs tell number. */
  readonly dualVerb?: RegExp;
  /** Letters that may be written onto a name without being its own: "ب" of "التقى بمحمد". */
  readonly nameClitics?: ReadonlySet<string>;
  /** Between a name and a father's: the word before it is a name, whatever else it means. */
  readonly sonOf?: string;
  /** Split a folded word into proclitics and rest; `knows` tells whether a stem is in the lexicon. */
  split(word: string, knows: (stem: string) => boolean): readonly WordPart[];
  /** What a folded word may be without an attached pronoun, likeliest first; empty where none can be attached. */
  bases(key: string): readonly string[];
  /** Words after which a full stop does not end a sentence. */
  readonly abbreviations: ReadonlySet<string>;
  /** Initials of more than one letter. */
  readonly initials?: ReadonlySet<string>;
  /** What tells the language from others of its script. */
  readonly identity: {
    /** Units of the script, inclusive. */
    readonly ranges: readonly (readonly [number, number])[];
    readonly words: ReadonlySet<string>;
    /** Beginnings that common words of the language have. */
    readonly prefixes: readonly string[];
    /** Letters that the language does not have. */
    readonly alien: RegExp;
    /** Least share of such words, less that of alien ones; for a text of a few words apart. */
    readonly least: { readonly text: number; readonly few: number };
  };
  /** True where names begin with a capital letter. */
  readonly cased: boolean;
  /** Where the subject stands. */
  readonly order: "verb-first" | "subject-first";
  /** Units that join letters to one word where letters stand on both sides: an apostrophe. */
  readonly joiners: ReadonlySet<number>;
  /** Relations whose markers may announce a place. */
  readonly placeRelations: readonly Relation[];
  /** Words that announce a place at the end of a verb: "arrived in". */
  readonly placeEndings?: ReadonlySet<string>;
  /** Styles of address that go with a rank; any other goes with a name. */
  readonly ranks?: ReadonlySet<string>;
  /** Shape of an adverb, on folded keys. */
  readonly adverb: RegExp;
  /** Shape of a verb that a city's name agrees with, on folded keys, where verbs tell gender. */
  readonly feminine?: RegExp;
  /** Shape of a word that is no name, on the text's own spelling. */
  readonly common: RegExp;
  /** Shape of a definite plural, which no name begins with, on folded keys. */
  readonly plural: RegExp;
  /** Shape of a relational adjective, on folded keys. */
  readonly adjective: RegExp;
  /** Shape of a gerund, on folded keys, where verbs have one. */
  readonly gerund?: RegExp;
  romanize(name: string): string;
  /** Keys that tell persons apart: particles dropped, split compounds joined. */
  nameKeys(keys: readonly string[]): readonly string[];
}

/** Per code unit: 0 keep, 1 drop, otherwise the unit to put instead. */
export interface FoldTable {
  readonly units: Uint16Array;
  /** Units that expand to several (presentation forms). */
  readonly expand: (unit: number) => string | undefined;
}

export interface FoldedText {
  readonly text: string;
  readonly original: string;
  /** Original start of each folded unit. */
  readonly starts: Uint32Array;
  /** Original end of each folded unit, its combining marks included. */
  readonly ends: Uint32Array;
}

export type TokenKind = "word" | "number" | "punct";

export interface Token extends Span {
  readonly kind: TokenKind;
  /** Folded key. */
  readonly key: string;
  /** Key without the definite article. */
  readonly stem: string;
  readonly definite: boolean;
  /** What the lexicon has under the stem, and under the key of a definite word. */
  readonly entry: Entry | undefined;
  readonly whole: Entry | undefined;
  /** The token follows the one before without a gap: it is what a proclitic was split from. */
  readonly glued: boolean;
  /** Begins with a capital letter; always false where the script has none. */
  readonly capital: boolean;
}

export interface Sentence extends Span {
  readonly tokens: readonly Token[];
  /** 0 for the first sentence of the text. */
  readonly index: number;
  /** True when a line break ends it without a full stop, and it is no longer than a headline, caption or heading. */
  readonly heading: boolean;
}

/** A stretch of tokens read as one phrase of the lexicon, or one unknown token. */
export interface Item {
  readonly from: number;
  readonly to: number;
  readonly senses: readonly Sense[];
  /** Its first token. */
  readonly token: Token;
  /** A bit for the kind of each sense, shared by some: without it there is none of that kind. */
  readonly kinds: number;
}

export type ActorKind = "person" | "country" | "organization" | "delegation";

/** How an actor mention refers: by name, by title, or by leaning on another mention. */
export type Reference =
  | { readonly to: "self" }
  | { readonly to: "pronoun"; readonly pronoun: Pronoun }
  | { readonly to: "honorific"; readonly honorific: string }
  | { readonly to: "title" } // bare title, country may be given
  | { readonly to: "counterpart" }
  | { readonly to: "name" } // part of a name given before
  | { readonly to: "sides"; readonly all?: boolean; readonly states?: boolean }; // "the two sides"; all: "the ministers", however many; states: "the two countries"

export interface Title {
  readonly office: string;
  readonly country: string | undefined;
  readonly organization: string | undefined;
  readonly span: Span;
  readonly weak: boolean;
  /** Stem of the word that says it: "king" and "sultan" are one office. */
  readonly word: string;
}

/** A mention of a party. Item indices are of its sentence. */
export interface Actor extends Span {
  readonly kind: ActorKind;
  readonly from: number;
  readonly to: number;
  readonly name: Span | undefined;
  readonly nameKeys: readonly string[];
  readonly honorific: Span | undefined;
  /** Values of the honorifics: "highness", "excellency", … */
  readonly honorificValues: readonly string[];
  readonly titles: readonly Title[];
  /** State told by a ruling house's name in the name. */
  readonly familyCountry: string | undefined;
  readonly country: string | undefined;
  readonly organization: string | undefined;
  /** The office is somebody's: "his envoy". */
  readonly possessed: boolean;
  /** "an ambassador": somebody whom nothing told before means. */
  readonly indefinite: boolean | undefined;
  /** "Ukrainian ambassadors": more than one, so that nobody told later by name is he. */
  readonly several: boolean | undefined;
  /** A single definite office and nothing else: "the minister". */
  readonly bare: boolean;
  /** The mention names the outlet's own state without saying which ("the Kingdom"). */
  readonly home: boolean;
  /** For whom an envoy acts, where the title tells: "the envoy of Sheikh N". Inside the mention, and no party of the clause itself. */
  readonly principal: Actor | undefined;
  /** Where an envoy is posted. */
  readonly posting: string | undefined;
  readonly reference: Reference;
  readonly sentence: number;
}

/** A discourse entity: every mention that means the same party. */
export interface Entity {
  readonly id: number;
  readonly mentions: Actor[];
  kind: ActorKind;
  nameKeys: string[];
  name: Span | undefined;
  honorific: Span | undefined;
  title: Span | undefined;
  office: string | undefined;
  /** The office may give way to a stronger one. */
  weak: boolean;
  offices: Set<string>;
  honorifics: Set<string>;
  /** Position of the last full mention. */
  lastSeen: number;
  country: string | undefined;
  countryVia: string | undefined;
  /** State told by a ruling house's name. */
  familyCountry: string | undefined;
  organization: string | undefined;
}

/** A party that fills a role. */
export interface Filler {
  readonly mention: Actor;
  readonly entity: Entity;
  readonly via: string | undefined;
  /** Roles it may move to when a stronger claim takes the first. */
  readonly roles: readonly string[];
}

export interface TopicMention extends Span {
  readonly code: string;
}

export interface PlaceMention extends Span {
  readonly city: string | undefined;
  readonly country: string | undefined;
  readonly venue: Span | undefined;
  /** City and state are those of a known palace, not named. */
  readonly implied: boolean;
}

export interface DateMention extends Span {
  readonly value: IsoDate;
  readonly precision: "day" | "month" | "year";
  readonly basis: "text" | "published" | "dateline";
}

export type Status = "occurred" | "planned" | "denied";

export interface Evidence extends Span {
  readonly rule: string;
}

/** An event on its way to a record. */
export interface Candidate {
  readonly type: string;
  readonly frames: Frame[];
  readonly evidence: Evidence[];
  readonly sentences: number[];
  status: Status;
  foreground: boolean;
  heading: boolean;
  /** Told in direct speech: it may add to an event told outside it. */
  quoted: boolean;
  readonly continues: boolean;
  readonly roles: Map<string, Filler[]>;
  readonly attributes: Map<string, string>;
  readonly topics: TopicMention[];
  /** Entities that filled the agent and patient relations: who received whom. */
  readonly agents: Entity[];
  readonly patients: Entity[];
  /** Start of the (first) trigger. */
  readonly trigger: number;
  /** From the trigger to the end of its clause. */
  readonly zone: Span;
  /** The object noun is definite: "the message", told before. */
  anaphoric: boolean;
  /** Told as done, and nobody who did it. */
  readonly sequel: boolean;
  readonly places: PlaceMention[];
  readonly dates: DateMention[];
  /** Days as the text tells them ("-1", "friday"), resolved or not: two that differ are two days. */
  readonly days: string[];
  confidence: number;
}

/** A record as RECORDS.md describes it: plain JSON, spans in code points. */
export type EventRecord = Record<string, unknown> & {
  readonly id: string;
  readonly type: string;
  readonly status: Status;
  readonly scope: "international" | "domestic";
  readonly foreground: boolean;
  readonly confidence: number;
};

/** A document as the readers give it. */
export interface RawDocument {
  readonly path?: string;
  readonly member?: string;
  readonly text: string;
  readonly title?: string;
  readonly url?: string;
  readonly published?: IsoDate;
  readonly sha256?: string;
  /** The first article of the input that says the same. */
  readonly duplicateOf?: string;
}
