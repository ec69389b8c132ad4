import { type Label, MOST_WAIT_DAYS, type Reason } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Button, Flex, InputNumber } from 'antd';
import { LabelInput } from '../kit/label-input.tsx';

const DAYS = ['wakesAfter', 'latestAfter'] as const;

/** The rule of a reason why a record waits: when it usually comes back, by when at the latest, and the task that is made then. */
export function ReasonRule({ reason, tasks, onChange }: { reason: Reason; tasks: boolean; onChange: (next: Reason) => void }) {
  const { t, say } = useDesignText();
  const set = (key: keyof Reason, value: number | Label | null) => {
    const { [key]: _, ...rest } = reason;
    onChange((value === null ? rest : { ...rest, [key]: value }) as Reason);
  };
  const name = say(reason.name);
  return (
    <Flex vertical gap={4} className={look.after}>
      {DAYS.map((key) => (
        <Flex key={key} gap={8} align="center" justify="space-between">
          <label htmlFor={`${key}_${reason.key}`}>{t(`design.reason.${key}`)}</label>
          <InputNumber
            id={`${key}_${reason.key}`}
            min={1}
            max={MOST_WAIT_DAYS}
            precision={0}
            value={reason[key] ?? null}
            onChange={(value) => set(key, value === null ? null : Math.round(value))}
          />
        </Flex>
      ))}
      {tasks &&
        (reason.task ? (
          <>
            <LabelInput
              id={`task_${reason.key}`}
              label={t('design.reason.task')}
              value={reason.task}
              onChange={(task) => set('task', task)}
            />
            <Button size="small" aria-label={t('design.reason.noTaskOf', { name })} onClick={() => set('task', null)}>
              {t('design.reason.noTask')}
            </Button>
          </>
        ) : (
          <Button
            size="small"
            aria-label={t('design.reason.addTaskOf', { name })}
            onClick={() => set('task', { en: 'Contact the customer again', 'zh-CN': '重新联系客户' })}
          >
            {t('design.reason.addTask')}
          </Button>
        ))}
    </Flex>
  );
}
