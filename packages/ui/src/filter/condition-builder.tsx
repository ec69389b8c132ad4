import type { Field } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { Button, ConfigProvider, Flex, Grid, Popconfirm } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { prepareRuleGroup, QueryBuilder, type RuleGroupType } from 'react-querybuilder';
import { operatorsFor } from '../field/faces.ts';
import { useText } from '../text/language.ts';
import { BuildingContext } from './building.ts';
import * as css from './condition.module.css';
import { ConditionGroupBox } from './condition-group.tsx';
import { ConditionLineRow } from './condition-line.tsx';
import { fromRule } from './from-rule.ts';
import { toRule } from './to-rule.ts';
import { COMBINATORS, type ConditionGroup, NOTHING_ASKED, withFittingValues } from './tree.ts';
import { ruleInWords } from './words.ts';

/** What a condition is built from and where it goes. */
export interface ConditionBuilderProps {
  /** What may be asked about, with what stands one step away under `reference.field` where that may be asked too. */
  readonly fields: readonly Field[];
  readonly rule: Rule | undefined;
  readonly currency: string;
  /** What it is called among others on the same page, by whoever hears the page. */
  readonly label?: string;
  /** What the ids in the rule are called, as far as it is known. */
  readonly nameOf?: (id: string) => string | undefined;
  /** Called with the rule of what is complete; undefined where nothing is. */
  readonly onChange: (rule: Rule | undefined) => void;
}

// Lines may stand in groups to this depth; rules may nest deeper than anybody can read.
const DEEPEST = 4;
const controlElements = { ruleGroup: ConditionGroupBox, rule: ConditionLineRow };
const combinators = COMBINATORS.map((name) => ({ name, label: name }));

const text = (rule: Rule | undefined) => JSON.stringify(rule ?? null);
// The library names groups and lines, so that each keeps its place on the screen while others come and go.
const named = (tree: ConditionGroup) => prepareRuleGroup(tree as unknown as RuleGroupType) as unknown as ConditionGroup;
const read = (rule: Rule | undefined, fields: readonly Field[]) => {
  const tree = fromRule(rule, fields);
  return { given: text(rule), told: text(rule), tree: tree && named(tree) };
};

/** Builds a condition by clicking: lines of field, comparison and value in groups that hold together. Nothing changes by being shown. */
export function ConditionBuilder({ fields, rule, currency, label, nameOf, onChange }: ConditionBuilderProps) {
  const box = useRef<HTMLDivElement>(null);
  // The library makes a landmark of each builder and has no name for it.
  useEffect(() => {
    if (label) box.current?.querySelector('[role=form]')?.setAttribute('aria-label', label);
  });
  const { t, say } = useText();
  // Small beside the screens of a desk; where fingers point, of the usual size.
  const componentSize = Grid.useBreakpoint().md === false ? 'middle' : 'small';
  const [state, setState] = useState(() => read(rule, fields));
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const name = (id: string) => names[id] ?? nameOf?.(id);
  // A rule that comes from elsewhere, as by undoing, is shown anew; one's own comes back as it went.
  if (text(rule) !== state.given) setState(text(rule) === state.told ? { ...state, given: text(rule) } : read(rule, fields));
  const { tree } = state;
  if (!tree)
    return (
      <Untouched rule={rule ?? null} {...{ fields, currency, name }} onReplace={() => setState({ ...state, tree: named(NOTHING_ASKED) })} />
    );
  const change = (next: ConditionGroup) => {
    const fitting = withFittingValues(tree, next);
    const made = toRule(fitting);
    setState({ ...state, told: text(made), tree: fitting });
    if (text(made) !== text(toRule(tree))) onChange(made);
  };
  return (
    <ConfigProvider componentSize={componentSize}>
      <BuildingContext value={{ fields, currency, nameOf: name, onName: (id, title) => setNames({ ...names, [id]: title }) }}>
        <div ref={box}>
          <QueryBuilder
            query={tree as unknown as RuleGroupType}
            onQueryChange={(next) => change(next as unknown as ConditionGroup)}
            fields={fields.map((field) => ({ name: field.key, label: say(field.name) }))}
            getOperators={(key) => operatorsOf(fields, key).map((each) => ({ name: each, label: each }))}
            getDefaultOperator={(key) => operatorsOf(fields, key)[0] ?? 'is'}
            getDefaultValue={() => null}
            combinators={combinators}
            controlElements={controlElements}
            controlClassnames={{ queryBuilder: css.builder }}
            addRuleToNewGroups
            enableMountQueryChange={false}
            suppressStandardClassnames
            maxLevels={DEEPEST}
            translations={{ fields: { title: t('filter.field') } }}
          />
        </div>
      </BuildingContext>
    </ConfigProvider>
  );
}

const operatorsOf = (fields: readonly Field[], key: string) => {
  const field = fields.find((each) => each.key === key);
  return field ? operatorsFor(field) : [];
};

/** A condition that lines cannot show, in words. It stays until somebody replaces it, and then until the new one says something. */
function Untouched({
  rule,
  fields,
  currency,
  name,
  onReplace,
}: {
  rule: Rule;
  fields: readonly Field[];
  currency: string;
  name: (id: string) => string | undefined;
  onReplace: () => void;
}) {
  const { t, language } = useText();
  return (
    <Flex vertical gap={8} align="start">
      <span>{t('filter.tooRich')}</span>
      <div className={css.said}>{ruleInWords(rule, fields, { language, currency, t, nameOf: name }).join(t('publish.and'))}</div>
      <Popconfirm title={t('filter.replaceAsk')} onConfirm={onReplace}>
        <Button>{t('filter.replace')}</Button>
      </Popconfirm>
    </Flex>
  );
}
