import { type App, type Entity, type Field, ruledNames, setKey } from '@pipewright/definition';
import { type TriedRule, triedRule } from '@pipewright/process';
import { look, Panel, useDesignText } from '@pipewright/ui';
import { NO_RECORD, RecordChoice } from '../look/record-choice.tsx';
import { type RecordFacts, useRecordFacts } from '../look/use-look.ts';

/** What the rule of a field, as it stands in the draft, says of a record; undefined without one, and while it is on its way. */
export function useTriedRule(app: App, entity: Entity, field: Field, id: string): (TriedRule & RecordFacts) | undefined {
  const found = useRecordFacts(app, entity, id === NO_RECORD ? undefined : id, ruledNames(field));
  return found && { ...found, ...triedRule(app, entity, field, found.facts) };
}

/** Tries a rule on a record that is there: which value it has, and which the rule as it stands here would give it. Nothing is saved. */
export function TryRule({
  entity,
  field,
  record,
  tried,
  onChoose,
}: {
  entity: Entity;
  field: Field;
  /** The id of the record. */
  record: string;
  tried: ReturnType<typeof useTriedRule>;
  onChoose: (record: string) => void;
}) {
  const { t, say } = useDesignText();
  const named = (value: unknown) => {
    const option = field.options?.find(({ key }) => key === value);
    return option ? say(option.name) : t('design.byRuleNothing');
  };
  return (
    <Panel size="small" className={look.note} role="group" aria-label={t('design.tryRule')}>
      <strong>{t('design.tryRule')}</strong>
      <p className={`${look.aside} ${look.lead}`}>{t('design.tryRuleHelp')}</p>
      <RecordChoice id="try_record" none={t('design.tryRuleNone')} entity={entity} value={record} onChange={onChoose} />
      <output>
        {tried && (
          <>
            {tried.record[field.key] !== undefined && (
              <div>
                {t(typeof tried.record[setKey(field.key)] === 'string' ? 'design.tryByHand' : 'design.tryNow', {
                  value: named(tried.record[field.key]),
                })}
              </div>
            )}
            <strong>{answer(tried, t, named)}</strong>
          </>
        )}
      </output>
    </Panel>
  );
}

/** Which value the rule gives, and by which of its rows. */
function answer({ says, rows }: TriedRule, t: ReturnType<typeof useDesignText>['t'], named: (value: unknown) => string): string {
  if (!says) return t('design.tryUnknown');
  const value = named(says.value);
  return says.row ? t('design.trySays', { value, n: rows.indexOf('decides') + 1 }) : t('design.trySaysOtherwise', { value });
}
