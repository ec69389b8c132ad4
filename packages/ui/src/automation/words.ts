import { type App, type Automation, type Band, entityOf, type OpenHours, outlineOf, type TriggerOf } from '@pipewright/definition';
import { conditionInWords, mid, quoted, type Said, type SayingContext } from './saying.ts';
import { stepsInWords } from './step-words.ts';
import { timeInWords, triggerInWords } from './trigger-words.ts';

/**
 * An automation as people say it, in one sentence: “Deals of key accounts: after 5 working days without progress remind the owner, after 10 working days remind the
 * manager”. What it names and does not exist is `…`.
 */
export function automationInWords(app: App, automation: Automation, context: SayingContext): string {
  const entity = entityOf(app, automation.entity);
  if (!entity) return '…';
  const said: Said = { ...context, app, automation, entity };
  const { on } = automation;
  const condition = conditionInWords(automation.when, said);
  const sentence = on.kind === 'since' ? ladder(on, condition, said) : plain(on, condition, said);
  const whole = automation.once ? context.t('saying.once', { sentence }) : sentence;
  return on.kind === 'since' && on.openHours ? openHours(whole, on.openHours, said) : whole;
}

/** How an automation, or a level of it, begins, as it stands alone: “When a new deal is created, if …”. */
export function beginningInWords(app: App, automation: Automation, context: SayingContext, level?: string): string {
  const entity = entityOf(app, automation.entity);
  if (!entity) return '…';
  const said: Said = { ...context, app, automation, entity };
  const { on } = automation;
  const when =
    on.kind === 'since'
      ? context.t('saying.levelReached', { level: quoted(on.levels.find(({ key }) => key === level)?.name, said) })
      : triggerInWords(on, said);
  const condition = conditionInWords(automation.when, said);
  return condition === undefined ? when : context.t('saying.beginIf', { when, condition });
}

function openHours(sentence: string, { except }: OpenHours, { t }: Said): string {
  return except ? t('saying.openHoursBut', { sentence, ...except }) : t('saying.openHours', { sentence });
}

function plain(on: Exclude<Automation['on'], { kind: 'since' }>, condition: string | undefined, said: Said): string {
  const places = { when: triggerInWords(on, said), condition, steps: stepsInWords(outlineOf(said.automation), said) };
  return said.t(condition === undefined ? 'saying.whole' : 'saying.wholeIf', places);
}

function ladder(on: TriggerOf<'since'>, condition: string | undefined, said: Said): string {
  const sentence = on.bands.map((band, i) => row(on, band, i, said)).join(said.t('publish.semicolon'));
  return condition === undefined ? sentence : said.t('saying.onlyIf', { sentence, condition });
}

function row(on: TriggerOf<'since'>, band: Band, place: number, said: Said): string {
  const { t, language, entity } = said;
  const places = {
    plural: place === 0 ? entity.plural[language] : mid(entity.plural, said),
    band: mid(band.name, said),
    levels: levels(on, band, said),
  };
  if (on.bands.length === 1) return t('saying.ladder', places);
  return t(place === on.bands.length - 1 ? 'saying.ladderRest' : 'saying.ladderOf', places);
}

const FIRST = { stage: 'saying.stageFirst', follow_up: 'saying.followUpFirst' } as const;

function levels(on: TriggerOf<'since'>, band: Band, said: Said): string {
  const { t, automation } = said;
  const reached = on.levels.filter(({ key }) => band.after[key] !== undefined);
  if (reached.length === 0) return t('saying.levelNever');
  return reached
    .map(({ key }, i) =>
      t(i === 0 ? FIRST[on.clock] : 'saying.levelNext', {
        time: timeInWords(band.after[key] ?? 0, on.unit, said),
        steps: stepsInWords(outlineOf(automation, key), said),
      }),
    )
    .join(t('saying.comma'));
}
