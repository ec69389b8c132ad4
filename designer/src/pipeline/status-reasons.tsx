import { type App, type Entity, RULED_STATUSES, setStatusRule, statusReasons, taskEntityOf } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Collapse, Flex, Switch } from 'antd';
import { OptionsEditor, type Words } from '../entity/options-editor.tsx';
import type { Draft } from '../state/draft.ts';
import { useRemoval } from '../uses/use-removal.tsx';
import * as css from './pipeline.module.css';
import { ReasonRule } from './reason-rule.tsx';

const REASON: Words = { list: 'design.reasons', add: 'design.addReason', en: 'Reason', zh: '原因', key: 'reason' };

/** The reasons people give when they pause, set aside, void or reopen a record, and whether a day is asked for. */
export function StatusReasons({ draft, entity, base }: { draft: Draft; entity: Entity; base: App }) {
  const { t, say } = useDesignText();
  const { ask, dialog } = useRemoval(draft);
  const { process } = entity;
  if (!process) return null;
  const before = base.entities.find(({ key }) => key === entity.key)?.process;
  const published = new Set((before ? statusReasons(before) : []).map(({ key }) => key));
  // A reason's key stands for it in all four lists.
  const taken = new Set(RULED_STATUSES.flatMap((status) => [...draft.taken(`entities.${entity.key}.process.statuses.${status}.reasons`)]));
  return (
    <section aria-label={t('design.statuses')}>
      <h3 className={look.subtitle}>{t('design.statuses')}</h3>
      <p className={css.help}>{t('design.statusesHelp')}</p>
      <Collapse
        size="small"
        items={RULED_STATUSES.map((status) => {
          const { reasons, until = false } = process.statuses?.[status] ?? { reasons: [] };
          const set = (patch: { reasons?: typeof reasons; until?: boolean }) =>
            draft.set(setStatusRule(draft.app, entity.key, status, { reasons, until, ...patch }));
          return {
            key: status,
            label: `${t(`design.status.${status}`)} (${reasons.filter(({ retired }) => !retired).length})`,
            children: (
              <>
                {(status === 'paused' || status === 'future') && (
                  <Flex gap={8} align="center" className={look.note}>
                    <Switch id={`until_${status}`} checked={until} onChange={(checked) => set({ until: checked })} />
                    <label htmlFor={`until_${status}`}>{t('design.status.until')}</label>
                  </Flex>
                )}
                <OptionsEditor
                  plain
                  words={REASON}
                  options={reasons}
                  taken={taken}
                  isPublished={(key) => published.has(key)}
                  {...(until && (status === 'paused' || status === 'future')
                    ? {
                        more: (reason, change) => (
                          <ReasonRule
                            reason={reason}
                            tasks={status === 'future' && taskEntityOf(draft.app, entity) !== undefined}
                            onChange={change}
                          />
                        ),
                      }
                    : {})}
                  onChange={(next) => set({ reasons: next })}
                  onRemove={(option, left) =>
                    ask({
                      path: `entities.${entity.key}.process.statuses.${status}.reasons.${option.key}`,
                      name: say(option.name),
                      remove: (app) => setStatusRule(app, entity.key, status, { reasons: left, until }),
                    })
                  }
                />
              </>
            ),
          };
        })}
      />
      {dialog}
    </section>
  );
}
