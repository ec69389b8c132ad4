import {
  type App,
  callsFor,
  type Each,
  type Entity,
  entityOf,
  fieldOf,
  fieldsOf,
  fieldTypes,
  hasTrait,
  type NodeOf,
  ruleFields,
  targetOf,
} from '@pipewright/definition';
import { ConditionBuilder, look, useDesignText } from '@pipewright/ui';
import { InputNumber, Select } from 'antd';
import { Property } from '../kit/property.tsx';
import { Catches } from './catches.tsx';
import { PlaceFaults } from './place-faults.tsx';
import type { StepProps } from './record-steps.tsx';

const OWN = 'own';
const EACH = 'each';
const MOST = 200;

const wayOf = ({ of, each }: Pick<NodeOf<'call'>, 'of' | 'each'>) => (each ? EACH : of === undefined ? OWN : `of ${of}`);

/** Which automation runs, and for which records. */
export function Call({ editing, node, path, set }: StepProps<'call'>) {
  const { t, say } = useDesignText();
  const { draft, entity, automation } = editing;
  const { app, faults } = draft;
  const callable = (app.automations ?? []).filter(({ key, on }) => on.kind === 'called' && key !== automation.key);
  const called = callable.find(({ key }) => key === node.automation);
  const ways = called ? callsFor(app, entity, called) : [];
  const about = called && entityOf(app, called.entity);
  const choose = (way: Pick<NodeOf<'call'>, 'of' | 'each'> | undefined) => set({ of: way?.of, each: way?.each });
  const named = ({ of, each }: Pick<NodeOf<'call'>, 'of' | 'each'>) => {
    if (each) return t('automate.callEach', { plural: about ? say(about.plural) : '…' });
    const field = of === undefined ? undefined : fieldOf(entity, of);
    if (!field) return t('automate.setOwn', { entity: say(entity.name) });
    return t('automate.setFar', { field: say(field.name), entity: about ? say(about.name) : '…' });
  };
  return (
    <>
      <Property label={t('automate.call')} htmlFor={`${path}.automation`}>
        <Select
          id={`${path}.automation`}
          className={look.wide}
          value={called ? node.automation : null}
          options={callable.map(({ key, name }) => ({ value: key, label: say(name) }))}
          notFoundContent={t('automate.callNone')}
          onChange={(key) => {
            const next = callable.find((each) => each.key === key);
            const [first] = next ? callsFor(app, entity, next) : [];
            set({ automation: key, of: first?.of, each: first?.each });
          }}
        />
        <PlaceFaults faults={faults} path={`${path}.automation`} />
      </Property>
      {called && (
        <Property label={t('automate.callFor')} htmlFor={`${path}.of`}>
          <Select
            id={`${path}.of`}
            className={look.wide}
            value={wayOf(node)}
            options={ways.map((way) => ({ value: wayOf(way), label: named(way) }))}
            onChange={(value) => choose(ways.find((way) => wayOf(way) === value))}
          />
          <PlaceFaults faults={faults} path={`${path}.of`} />
        </Property>
      )}
      {node.each && about && (
        <Found {...{ app, entity, about, path: `${path}.each`, each: node.each }} onChange={(each) => set({ each })}>
          <PlaceFaults faults={faults} path={`${path}.each`} />
        </Found>
      )}
      <Catches value={node.catches} onChange={(catches) => set({ catches })} />
    </>
  );
}

const ALL = '';

/** How records are found, which come first, and how many at most. */
function Found({
  app,
  entity,
  about,
  path,
  each,
  onChange,
  children,
}: {
  app: App;
  entity: Entity;
  about: Entity;
  path: string;
  each: Each;
  onChange: (each: Each) => void;
  children: React.ReactNode;
}) {
  const { t, say } = useDesignText();
  const links = about.fields.filter((field) => !field.retired && targetOf(app, field)?.key === entity.key);
  const change = (patch: Readonly<Partial<Record<keyof Each, unknown>>>) => {
    const next = Object.entries({ ...each, ...patch }).filter(([, value]) => value !== undefined);
    onChange(Object.fromEntries(next) as Each);
  };
  return (
    <>
      <Property label={t('automate.foundBy')} htmlFor={`${path}.link`}>
        <Select
          id={`${path}.link`}
          className={look.wide}
          value={each.link ?? ALL}
          options={[
            ...links.map(({ key, name }) => ({
              value: key,
              label: t('automate.foundByField', { field: say(name), entity: say(entity.name) }),
            })),
            { value: ALL, label: t('automate.foundByAll', { plural: say(about.plural) }) },
          ]}
          onChange={(link) => change({ link: link === ALL ? undefined : link })}
        />
      </Property>
      <Property label={t('automate.foundWhen')}>
        <ConditionBuilder
          key={about.key}
          fields={ruleFields(app, about)}
          rule={each.when}
          currency={app.currency}
          label={t('automate.foundWhen')}
          onChange={(when) => change({ when })}
        />
      </Property>
      <Property label={t('automate.foundSort')} htmlFor={`${path}.sort`}>
        <Select
          id={`${path}.sort`}
          className={look.wide}
          showSearch={{ optionFilterProp: 'label' }}
          value={each.sort ?? ALL}
          options={[{ value: ALL, label: t('automate.foundSortNone') }, ...orders(about, each.sort)]}
          onChange={(sort) => change({ sort: sort === ALL ? undefined : sort })}
        />
      </Property>
      <Property label={t('automate.foundMost')} htmlFor={`${path}.most`} help={t('automate.foundMostHelp')}>
        <InputNumber id={`${path}.most`} min={1} max={MOST} precision={0} value={each.most} onChange={(most) => most && change({ most })} />
      </Property>
      {children}
    </>
  );

  function orders(found: Entity, set: string | undefined) {
    const single = fieldsOf(found).filter((field) => !field.retired && fieldTypes[field.type].names === null && hasTrait(field, 'ordered'));
    const both = single.flatMap(({ key, name }) => [
      { value: key, label: t('automate.sortUp', { field: say(name) }) },
      { value: `-${key}`, label: t('automate.sortDown', { field: say(name) }) },
    ]);
    return set === undefined || both.some(({ value }) => value === set) ? both : [...both, { value: set, label: t('automate.sortOwn') }];
  }
}
