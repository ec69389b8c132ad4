import { NodeIndexOutlined } from '@ant-design/icons';
import type { Entity, Label, RecordJson } from '@pipewright/definition';
import { Tooltip } from 'antd';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';

/** A small mark on a record that another pipeline applies to; its words come on hover and for screen readers. */
export function AppliesMark({ entity, record }: { entity: Entity; record: RecordJson }) {
  const applies = record.applies ? entity.process?.pipelines.find(({ key }) => key === record.applies) : undefined;
  return applies ? <Mark name={applies.name} /> : null;
}

function Mark({ name }: { name: Label }) {
  const { t, say } = useText();
  const words = t('record.appliesTitle', { to: say(name) });
  return (
    <Tooltip title={words}>
      <NodeIndexOutlined role="img" aria-label={words} className={look.mark} />
    </Tooltip>
  );
}
