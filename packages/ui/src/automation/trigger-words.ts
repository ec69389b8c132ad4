import { fieldOf, stagesOf, type TimeUnit, type Trigger, type TriggerKind, type TriggerOf } from '@pipewright/definition';
import { fieldName, mid, oneOf, quoted, type Said, type SayingContext, statusName } from './saying.ts';

type Sayings = { readonly [Kind in Exclude<TriggerKind, 'since'>]: (on: TriggerOf<Kind>, said: Said) => string };

/** A stretch of time: “5 working days”. */
export const timeInWords = (count: number, unit: TimeUnit, { t }: SayingContext): string => t(`saying.${unit}`, { count });

function changed({ fields, from, to }: TriggerOf<'changed'>, said: Said): string {
  const { t, entity } = said;
  const options = fieldOf(entity, fields[0] ?? '')?.options;
  const named = (keys: readonly string[] = []) =>
    oneOf(
      keys.map((key) => quoted(options?.find((option) => option.key === key)?.name, said)),
      said,
    );
  const places = {
    ...{ entity: mid(entity.name, said), from: named(from), to: named(to) },
    fields: oneOf(
      fields.map((key) => fieldName(key, said)),
      said,
    ),
  };
  if (from) return t(to ? 'saying.changedFromTo' : 'saying.changedFrom', places);
  return t(to ? 'saying.changedTo' : 'saying.changed', places);
}

const stages = (kind: 'entered' | 'left') => (on: TriggerOf<'entered' | 'left'>, said: Said) => {
  const names = on.stages.map((key) => quoted(stagesOf(said.entity).find((stage) => stage.key === key)?.name, said));
  const entity = mid(said.entity.name, said);
  return names.length === 0 ? said.t(`saying.${kind}Any`, { entity }) : said.t(`saying.${kind}`, { entity, stages: oneOf(names, said) });
};

function date({ field, offset, unit, at }: TriggerOf<'date'>, said: Said): string {
  const places = {
    entity: mid(said.entity.name, said),
    field: fieldName(field, said),
    at,
    time: timeInWords(Math.abs(offset), unit, said),
  };
  return said.t(offset === 0 ? 'saying.dateOn' : offset < 0 ? 'saying.dateBefore' : 'saying.dateAfter', places);
}

const EVERY = { day: 'saying.everyDay', workday: 'saying.everyWorkday', week: 'saying.everyWeek', month: 'saying.everyMonth' } as const;

const LIST = { day: 'saying.listDay', workday: 'saying.listWorkday', week: 'saying.listWeek', month: 'saying.listMonth' } as const;

const SAYINGS: Sayings = {
  created: (_, said) => said.t('saying.created', { entity: mid(said.entity.name, said) }),
  changed,
  deleted: (_, said) => said.t('saying.deleted', { entity: mid(said.entity.name, said) }),
  entered: stages('entered'),
  left: stages('left'),
  status: ({ to }, said) =>
    said.t('saying.status', {
      entity: mid(said.entity.name, said),
      statuses: oneOf(
        to.map((status) => statusName(status, said)),
        said,
      ),
    }),
  date,
  schedule: ({ every, on = 1, at, list }, said) =>
    said.t((list ? LIST : EVERY)[every], {
      ...{ entity: mid(list ? said.entity.plural : said.entity.name, said), at },
      day: every === 'week' ? said.t(`weekday.${on as 1}`) : on,
    }),
  webhook: ({ match, known }, said) =>
    said.t(match === undefined ? 'saying.webhookNew' : known ? 'saying.webhookKnown' : 'saying.webhook', {
      ...{ name: quoted(said.automation.name, said), entity: mid(said.entity.name, said) },
      field: match === undefined ? '' : fieldName(match, said),
    }),
  called: (_, said) => said.t('saying.called', { entity: mid(said.entity.name, said) }),
  button: ({ label }, said) => said.t('saying.button', { entity: mid(said.entity.name, said), label: quoted(label, said) }),
};

/** When an automation that is no ladder begins: “When a new deal is created”. */
export function triggerInWords(on: Exclude<Trigger, { kind: 'since' }>, said: Said): string {
  const say = SAYINGS[on.kind] as (on: Trigger, said: Said) => string;
  return say(on, said);
}
