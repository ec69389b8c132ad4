import type { Facts, Value } from '@pipewright/logic';
import type { Actor, Cause } from './ground/cause.ts';
import type { Label } from './ground/label.ts';
import type { Fault } from './messages/sentence.ts';
import type { App } from './model/app.ts';
import type { Role } from './model/role.ts';
import type { PartChange } from './parts/diff.ts';
import type { ActWord } from './parts/word.ts';

/**
 * A record as the API gives it: system properties and the readable fields; `$names` holds the names of what it refers to,
 * `$far` the readable facts one reference away that rules need, by `reference.field`.
 */
export type RecordJson = {
  readonly id: string;
  readonly version: number;
  readonly $names?: Readonly<Record<string, string>>;
  readonly $far?: Facts;
} & {
  readonly [field: string]: Value | undefined | object;
};

/** A page of records; `next` is the cursor of the following page. */
export interface RecordPage {
  readonly records: readonly RecordJson[];
  readonly next: string | null;
  /** How many there are on all pages, where it was asked for. */
  readonly count?: number;
}

/** The body of every answer that is not a success. A 409 also carries the record as it is now. */
export interface FaultBody {
  readonly issues: readonly Fault[];
  /** The move to another pipeline that the change would bring about: sent again with this pipeline, it is agreed to. */
  readonly asks?: { readonly pipeline: string; readonly stage: string | null };
  readonly current?: RecordJson;
  readonly changed?: readonly string[];
}

/** One column of a board. */
export interface BoardColumn {
  readonly stage: string;
  readonly count: number;
  readonly sum: string | null;
  readonly records: readonly RecordJson[];
  readonly next: string | null;
}

/** An app in the list of apps. */
export interface AppSummary {
  readonly key: string;
  readonly name: Label;
  readonly version: number;
  readonly admin: boolean;
}

/** A published app as one person sees it: without what that person's role may not see. */
export interface AppForPerson {
  readonly key: string;
  readonly version: number;
  readonly app: App;
  readonly role: Role;
  /** The names of stages that records may stand in though the pipelines have them no more. */
  readonly formerStages: Readonly<Record<string, Label>>;
  /** The facts about who asks and when, as the server sees them: `user.…`, `today` in the app's zone, `now`. */
  readonly surroundings: Facts;
}

/** A person for pickers and names. */
export interface PersonJson {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
}

/** A department. */
export interface DepartmentJson {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly manager: string | null;
}

/** One entry of a record's time line. */
export interface LedgerEntry {
  readonly id: string;
  readonly kind: 'create' | 'update' | 'move' | 'delete' | 'restore' | 'import';
  readonly actor: Actor;
  readonly cause: Cause;
  readonly at: string;
  readonly before: Readonly<Record<string, Value>>;
  readonly after: Readonly<Record<string, Value>>;
  readonly names: Readonly<Record<string, string>>;
  /** What the pipelines, stages and options in it were called at that time: by field, by key. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, Label>>>>;
}

/** The answer to a report. */
export interface ReportResult {
  readonly columns: readonly {
    readonly key: string;
    readonly name: Label;
    readonly kind: 'dimension' | 'measure';
    readonly format: string;
    readonly currency?: string;
  }[];
  readonly rows: readonly (readonly Value[])[];
}

/** What records are worth together. */
export interface Worth {
  readonly amount: string;
  /** Empty where the figure is not money. */
  readonly currency: string;
}

/** What a publish can do to records that exist, or to the members of a role. */
export type ImpactCode =
  | ('entity_hidden' | 'field_hidden' | 'required_missing' | 'option_gone' | 'unique_twins' | 'constraint_broken')
  | ('process_gone' | 'pipeline_other' | 'stage_gone' | 'stage_gone_closed' | 'stage_required_missing' | 'gate_unmet')
  | ('role_gone' | `${'admin' | 'acts' | 'read' | 'update' | 'delete'}_${'gained' | 'lost'}` | `${'won' | 'lost'}_required_missing`)
  | `fields_${'hidden' | 'shown' | 'locked' | 'unlocked'}`;

/** An effect of a publish on records that exist, or on the members of a role. */
export interface Impact {
  /** What the records hit are asked for by. */
  readonly id: string;
  readonly code: ImpactCode;
  /** The records hit; of an effect on people alone, the people. */
  readonly count: number;
  readonly names: readonly Label[];
  readonly worth?: Worth;
  /** The members of the role that the effect is about. */
  readonly people?: number;
  readonly fields?: readonly Label[];
  /** Rights, as keys of the product's words. */
  readonly words?: readonly ActWord[];
  /** True where the records hit can be listed. */
  readonly lists: boolean;
}

/** A question that publishing asks: where the records of a removed stage go. */
export interface PlaceQuestion {
  /** What `places` answers it by. */
  readonly id: string;
  /** The effect whose records it is about. */
  readonly effect: string;
  /** Entity, pipeline, stage. */
  readonly names: readonly Label[];
  readonly count: number;
  readonly worth?: Worth;
  /** The stages they may go to, each with the names it needs to be told from the others. */
  readonly choices: readonly { readonly key: string; readonly names: readonly Label[] }[];
}

/** A step of the plan in the names that people know: the entity, then its fields. */
export interface PlanStep {
  readonly kind:
    | 'create_schema'
    | 'create_table'
    | 'add_column'
    | 'add_reference'
    | 'create_sequence'
    | 'create_index'
    | 'unique_index'
    | 'drop_index'
    | 'index_budget';
  readonly names: readonly Label[];
  /** Of a budget: the indexes for lists and boards, the most there may be, and the questions that get none of their own. */
  readonly budget?: { readonly listed: number; readonly most: number; readonly left: number };
}

/** What a publish would do. */
export interface DryRun {
  readonly issues: readonly Fault[];
  /** What speaks against the draft without forbidding it. */
  readonly advice: readonly Fault[];
  readonly changes: readonly PartChange[];
  readonly steps: readonly PlanStep[];
  readonly sql: readonly string[];
  readonly impact: readonly Impact[];
  readonly places: readonly PlaceQuestion[];
}

/** A record that an effect hits. */
export interface HitRecord {
  readonly id: string;
  readonly title: string | null;
  readonly owner: string | null;
  readonly stage: Label | null;
  readonly worth: Worth | null;
}

/** A page of the records an effect hits; `next` is where the following page begins. */
export interface HitPage {
  readonly entity: string;
  readonly records: readonly HitRecord[];
  readonly next: string | null;
}

/** A difference between the database and the published version; it can be rebuilt, brought back empty, or only be mended by hand. */
export interface DriftJson extends Fault {
  readonly harmful: boolean;
  readonly way: 'rebuild' | 'empty' | 'hand';
}

/** What a repair did, and what it left with the reason, each in a sentence. */
export interface RepairJson {
  readonly done: readonly Fault[];
  readonly left: readonly Fault[];
}

/** A published version. */
export interface VersionSummary {
  readonly version: number;
  readonly publishedAt: string;
  readonly publishedBy: string | null;
  readonly note: string | null;
  readonly changes: readonly PartChange[];
}

/** The state of an import. */
export interface ImportJson {
  readonly id: string;
  readonly entity: string;
  readonly state: 'staged' | 'running' | 'done' | 'failed';
  readonly total: number;
  readonly done: number;
  readonly refused: number;
  readonly columns: readonly string[];
  readonly sample: readonly Readonly<Record<string, string>>[];
  /** Why rows were refused: how many, and the number of the first as a spreadsheet shows it. */
  readonly reasons: readonly { readonly message: string; readonly count: number; readonly first: number }[];
}
