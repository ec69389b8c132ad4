import { candidates, constantsOf, isSimple } from './candidates.ts';
import { compile, evaluate, type Predicate } from './evaluate.ts';
import { operatorOf } from './operators.ts';
import { namesIn, type Term, type Test, termsOf, type Variable, variablesOf } from './test-tree.ts';
import type { Facts, Value, ValueType } from './value-type.ts';

/** The present values a name can have, where they are few and known; any name can be empty besides. */
export type Domains = Readonly<Record<string, readonly Value[]>>;

/** A condition without parts, and what is worked out about it once. */
interface Atom {
  readonly id: number;
  readonly test: Test;
  readonly truth: Predicate;
  readonly names: readonly string[];
  readonly about: string;
  /** For each name that cannot be empty where this holds, the condition that it is. */
  readonly empties: readonly Test[];
}

/** An atom and whether it is to hold. */
interface Literal {
  readonly atom: Atom;
  readonly positive: boolean;
}

/** What is demanded so far, by what it is about: a name, a pair of terms, or one condition that is not looked into. */
type State = ReadonlyMap<string, readonly Literal[]>;
type Clause = readonly { readonly test: Test; readonly positive: boolean }[];
interface Branch {
  readonly state: State;
  readonly clauses: readonly Clause[];
}

/** How many steps may still be thought; several questions can share it. */
export interface Effort {
  left: number;
}

class Exhausted extends Error {}

/**
 * Whether any facts at all satisfy a test. `no` is said only where truly none do, empty values included; `yes` only with facts that do.
 * @param effort where it is spent the answer is `unknown`
 */
export function satisfiable(test: Test, domains: Domains = {}, effort: Effort = { left: 10_000 }): 'yes' | 'no' | 'unknown' {
  const search = new Search(domains, effort);
  try {
    const found = search.from({ state: new Map(), clauses: [[{ test, positive: true }]] });
    if (!found) return 'no';
    return evaluate(test, search.example(found)) ? 'yes' : 'unknown';
  } catch (error) {
    if (error instanceof Exhausted) return 'unknown';
    throw error;
  }
}

class Search {
  private readonly domains: Domains;
  private readonly effort: Effort;
  private readonly atoms = new Map<string, Atom>();
  private readonly met = new Map<Test, Atom>();
  private readonly judged = new Map<string, boolean>();

  constructor(domains: Domains, effort: Effort) {
    this.domains = domains;
    this.effort = effort;
  }

  /** Demands that contradict each other nowhere, or undefined where every way leads into a contradiction. */
  from({ state, clauses }: Branch): State | undefined {
    let [known, open] = [state, [...clauses]];
    for (;;) {
      const options: Branch[][] = [];
      let forced: Branch | undefined;
      const rest: Clause[] = [];
      for (const clause of open) {
        if (forced) {
          rest.push(clause);
          continue;
        }
        if (clause.some((each) => this.isEntailed(known, each))) continue;
        const ways = clause.flatMap((each) => this.demand({ state: known, clauses: [] }, each.test, each.positive) ?? []);
        if (ways.length === 0) return undefined;
        if (ways.length === 1) forced = ways[0];
        else {
          rest.push(clause);
          options.push(ways);
        }
      }
      if (forced) {
        known = forced.state;
        open = [...rest, ...forced.clauses];
        continue;
      }
      if (rest.length === 0) return known;
      const fewest = options.reduce((least, ways, i) => (ways.length < (options[least]?.length ?? 0) ? i : least), 0);
      const others = rest.filter((_, i) => i !== fewest);
      for (const way of options[fewest] ?? []) {
        const found = this.from({ state: way.state, clauses: [...others, ...way.clauses] });
        if (found) return found;
      }
      return undefined;
    }
  }

  /** Facts that meet the demands on each name by itself. */
  example(state: State): Facts {
    const named = [...state].filter(([about]) => about.startsWith('name '));
    return Object.fromEntries(named.map(([about, group]) => [about.slice(5), this.possible(about.slice(5), group)[0] ?? null]));
  }

  private think(): void {
    if (this.effort.left <= 0) throw new Exhausted();
    this.effort.left -= 1;
  }

  private demand(branch: Branch, test: Test, positive: boolean): Branch | undefined {
    this.think();
    if (test.kind === 'constant') return test.value === positive ? branch : undefined;
    if (test.kind === 'not') return this.demand(branch, test.test, !positive);
    if (test.kind === 'and' || test.kind === 'or') {
      if ((test.kind === 'and') !== positive)
        return { ...branch, clauses: [...branch.clauses, test.tests.map((each) => ({ test: each, positive }))] };
      let all: Branch | undefined = branch;
      for (const each of test.tests) all = all && this.demand(all, each, positive);
      return all;
    }
    const state = this.add(branch.state, { atom: this.atom(test), positive });
    return state && { ...branch, state };
  }

  private isEntailed(state: State, { test, positive }: Clause[number]): boolean {
    if (test.kind === 'constant') return test.value === positive;
    if (test.kind === 'not') return this.isEntailed(state, { test: test.test, positive: !positive });
    if (test.kind === 'and' || test.kind === 'or') return false;
    return this.add(state, { atom: this.atom(test), positive: !positive }) === undefined;
  }

  /** One atom for all tests that are written alike. */
  private atom(test: Test): Atom {
    const known = this.met.get(test);
    if (known) return known;
    const key = JSON.stringify(test);
    const atom = this.atoms.get(key) ?? makeAtom(test, this.atoms.size);
    this.atoms.set(key, atom);
    this.met.set(test, atom);
    return atom;
  }

  private add(state: State, literal: Literal): State | undefined {
    this.think();
    const { atom, positive } = literal;
    if (atom.names.length === 0) return atom.truth({}) === positive ? state : undefined;
    const before = state.get(atom.about) ?? [];
    const twin = before.find((each) => each.atom === atom);
    if (twin) return twin.positive === positive ? state : undefined;
    const group = [...before, literal].sort((a, b) => a.atom.id - b.atom.id);
    if (!this.isPossible(group)) return undefined;
    let next: State | undefined = new Map(state).set(atom.about, group);
    if (positive) for (const each of atom.empties) next = next && this.add(next, { atom: this.atom(each), positive: false });
    return next;
  }

  private isPossible(group: readonly Literal[]): boolean {
    const key = group.map(({ atom, positive }) => (positive ? atom.id : -atom.id - 1)).join();
    const known = this.judged.get(key);
    if (known !== undefined) return known;
    const { about, names } = (group[0] as Literal).atom;
    const one = about.startsWith('name ');
    const possible = one ? this.possible(names[0] ?? '', group).length > 0 : !about.startsWith('pair ') || isOrderPossible(group);
    this.judged.set(key, possible);
    return possible;
  }

  /** The values of a name that meet the demands on it; with conditions nobody looked into, those that may. */
  private possible(name: string, group: readonly Literal[]): Value[] {
    const few = this.domains[name] ?? pinned(group);
    const looked = few ? group : group.filter(({ atom }) => isSimple(atom.test));
    const type = typeOf(name, group);
    // Of a list, only what must be in it is put in.
    const telling = type === 'list' ? looked.filter(({ atom, positive }) => positive && atom.test.kind === 'includes') : looked;
    const values = few
      ? [null, ...few]
      : candidates(
          type,
          telling.flatMap(({ atom }) => constantsOf(atom.test)),
        );
    return values.filter((value) => looked.every(({ atom, positive }) => atom.truth({ [name]: value }) === positive));
  }
}

function makeAtom(test: Test, id: number): Atom {
  const names = namesIn(test);
  const demands = test.kind !== 'equal' && !isSimple(test);
  const empties = demands ? termsOf(test).flatMap(needed).map(isEmpty) : [];
  return { id, test, truth: compile(test), names, about: subject(test, names), empties };
}

/** What a condition is about. Two terms that both vary stand in one of a few orders; one name stands to constants. */
function subject(atom: Test, names: readonly string[]): string {
  const terms = termsOf(atom);
  const [left = '', right = ''] = terms.map((term) => JSON.stringify(term));
  const compares = atom.kind === 'equal' || atom.kind === 'less' || atom.kind === 'lessOrEqual';
  if (compares && terms.every((term) => term.kind !== 'value') && (names.length > 1 || left === right))
    return `pair ${[left, right].sort().join()}`;
  return names.length === 1 ? `name ${names[0]}` : `other ${JSON.stringify(atom)}`;
}

const ORDERS = ['less', 'same', 'greater', 'one empty', 'both empty'] as const;
type Order = (typeof ORDERS)[number];
const MIRROR: Readonly<Record<Order, Order>> = {
  less: 'greater',
  same: 'same',
  greater: 'less',
  'one empty': 'one empty',
  'both empty': 'both empty',
};

/** True where two varying terms can stand in an order that meets every demand on them. */
function isOrderPossible(group: readonly Literal[]): boolean {
  return ORDERS.some((order) =>
    group.every(({ atom: { test: atom }, positive }) => {
      if (atom.kind !== 'equal' && atom.kind !== 'less' && atom.kind !== 'lessOrEqual') return true;
      const [left = '', right = ''] = atom.terms.map((term) => JSON.stringify(term));
      if (left === right && order !== 'same' && order !== 'both empty') return false;
      const seen = left <= right ? order : MIRROR[order];
      const truth =
        seen === 'same' ? atom.kind !== 'less' : seen === 'both empty' ? atom.kind === 'equal' : seen === 'less' && atom.kind !== 'equal';
      return truth === positive;
    }),
  );
}

/** The few values left by a demand to be one of them. */
function pinned(group: readonly Literal[]): Value[] | undefined {
  const one = group.find(({ atom: { test }, positive }) => {
    const names = test.kind === 'oneOf' || (test.kind === 'equal' && constantsOf(test).length > 0);
    return positive && names && isSimple(test);
  });
  return one && constantsOf(one.atom.test);
}

/** The variables without which a term is empty. */
function needed(term: Term): readonly Variable[] {
  if (term.kind === 'var') return [term];
  return term.kind === 'call' && operatorOf(term.operator).strict ? term.terms.flatMap(needed) : [];
}

function typeOf(name: string, group: readonly Literal[]): ValueType {
  return group.flatMap(({ atom }) => variablesOf(atom.test)).find((variable) => variable.name === name)?.type ?? 'text';
}

function isEmpty(variable: Variable): Test {
  return { kind: 'equal', type: variable.type, terms: [variable, { kind: 'value', type: variable.type, value: null }] };
}
