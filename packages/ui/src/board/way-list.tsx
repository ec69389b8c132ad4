import { CheckCircleOutlined, LockOutlined } from '@ant-design/icons';
import type { Entity, RecordJson } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import type { PreparedEntity } from '@pipewright/process';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';
import type { BoardTarget } from './board-props.ts';
import { cardFacts, missingFor } from './objection.ts';

/** Every place where a record may be sent, each with all that is known to be missing before it may go there. */
export function WayList({
  entity,
  prepared,
  record,
  surroundings,
  targets,
  free,
}: {
  entity: Entity;
  prepared: PreparedEntity;
  record: RecordJson;
  surroundings: Facts;
  targets: readonly BoardTarget[];
  /** What is said of a place that nothing is known to stand in the way of. */
  free: string;
}) {
  const text = useText();
  const facts = cardFacts(entity, record, String(record.pipeline), surroundings);
  return (
    <ul className={`${look.plain} ${look.ruled}`}>
      {targets
        .filter(({ key }) => key !== record.stage)
        .map((target) => {
          const missing = missingFor(prepared, facts, target, text);
          return (
            <li key={`${target.kind} ${target.key}`}>
              {missing.length > 0 ? <LockOutlined aria-hidden="true" /> : <CheckCircleOutlined aria-hidden="true" />}{' '}
              <span className={look.strong}>{target.name}</span>{' '}
              <span className={look.quiet}>{missing.length > 0 ? missing.join(text.t('board.semicolon')) : free}</span>
            </li>
          );
        })}
    </ul>
  );
}
