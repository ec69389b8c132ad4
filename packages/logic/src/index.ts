export { type Checked, check } from './check.ts';
export { type Domains, type Effort, satisfiable } from './decide.ts';
export { compareText, compile, evaluate, type Predicate } from './evaluate.ts';
export { type Issue, type IssueParam, issue } from './issue.ts';
export { isLogic, MAX_DEPTH, MAX_NODES, type Rule, tooLarge } from './rule.ts';
export { ruleSchema } from './rule-schema.ts';
export { namesIn, subtests, type Term, type Test, termsOf } from './test-tree.ts';
export { type Facts, isDate, isDecimal, isInstant, type Scope, sameValue, type Value, type ValueType } from './value-type.ts';
export { bind, replaceVariables, type Variable } from './variables.ts';
