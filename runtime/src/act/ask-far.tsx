import type { Facts } from '@pipewright/logic';
import { look, useStandingFaults, useText } from '@pipewright/ui';
import { Alert } from 'antd';
import { Shelf } from '../data/shelf.tsx';
import { AskFields } from './ask-fields.tsx';
import { FaultsBelow } from './faults-below.tsx';
import type { FarAnswer, FarAnswers } from './use-far-answers.ts';

const nameOf = ({ entity, record }: FarAnswer) => String(record[entity.title] ?? '–');

/** Inputs for what is asked of the records a step away, a group each; what was written of them already is said above. */
export function AskFar({ far, record }: { far: FarAnswers; record: string }) {
  const { t, say } = useText();
  const [last] = far.saved.slice(-1);
  return (
    <>
      {last && (
        <Alert
          type="info"
          showIcon
          role="status"
          className={look.note}
          title={t('ask.farSaved', { entity: say(last.entity.name), name: nameOf(last), record })}
        />
      )}
      {far.answers.map((answer) => (
        <FarGroup key={answer.near.key} answer={answer} far={far} />
      ))}
    </>
  );
}

function FarGroup({ answer, far }: { answer: FarAnswer; far: FarAnswers }) {
  const { t, say } = useText();
  const { entity, record, fields, needed, place, values } = answer;
  const faults = useStandingFaults(answer.faults, { ...record, ...values } as Facts);
  const elsewhere = faults.filter(({ path }) => !fields.some(({ key }) => key === path));
  return (
    <fieldset className={look.group}>
      <legend>{t('ask.far', { entity: say(entity.name), name: nameOf(answer) })}</legend>
      <Shelf entity={entity}>
        <AskFields
          {...{ entity, record, fields, values, faults, place }}
          needed={new Set(needed)}
          onChange={(field, value) => far.type(answer, field, value)}
        />
      </Shelf>
      <FaultsBelow input={place} faults={elsewhere} />
    </fieldset>
  );
}
