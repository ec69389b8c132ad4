import { AIMS, type Aim, BUYINGS, type Buying, type Label, type Pipeline, pipelineOfWay, wayOf } from '@pipewright/definition';
import { Select } from 'antd';
import { useState } from 'react';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';
import { StageRow } from './stage-row.tsx';
import * as css from './ways.module.css';

interface Answers {
  readonly buying?: Buying;
  readonly aim?: Aim;
}

/** A pipeline that a class of customers can be given. */
export type ClassPipeline = Pick<Pipeline, 'key' | 'name' | 'stages'>;

/** Asks how each class of customers buys and what is wanted of it, and proposes a pipeline for it, which can be changed. */
export function ClassWays({
  classes,
  pipelines,
  now,
  choice,
  onChange,
}: {
  classes: readonly { readonly key: string; readonly name: Label }[];
  pipelines: readonly ClassPipeline[];
  /** The pipelines as they are, by the keys of classes. */
  now: Readonly<Record<string, string>>;
  /** Those that were chosen. */
  choice: Readonly<Record<string, string>>;
  onChange: (choice: Readonly<Record<string, string>>) => void;
}) {
  const { t } = useText();
  const [answers, setAnswers] = useState<Readonly<Record<string, Answers>>>({});
  const answer = (key: string, said: Answers) => {
    const next = { ...answers[key], ...said };
    setAnswers({ ...answers, [key]: next });
    const proposed = proposalOf(next, pipelines);
    if (proposed) onChange({ ...choice, [key]: proposed.key });
  };
  return (
    <>
      <p className={look.quiet}>{t('ways.lead')}</p>
      {classes.map(({ key, name }) => (
        <ClassWay
          key={key}
          name={name}
          pipelines={pipelines}
          answers={answers[key] ?? {}}
          chosen={choice[key] ?? now[key] ?? ''}
          onAnswer={(said) => answer(key, said)}
          onChoose={(pipeline) => onChange({ ...choice, [key]: pipeline })}
        />
      ))}
    </>
  );
}

/** The pipeline that the answers propose, once both are given. */
function proposalOf({ buying, aim }: Answers, pipelines: readonly ClassPipeline[]): ClassPipeline | undefined {
  return buying && aim ? pipelineOfWay(wayOf(buying, aim), pipelines) : undefined;
}

function ClassWay({
  name,
  pipelines,
  answers,
  chosen,
  onAnswer,
  onChoose,
}: {
  name: Label;
  pipelines: readonly ClassPipeline[];
  answers: Answers;
  chosen: string;
  onAnswer: (said: Answers) => void;
  onChoose: (pipeline: string) => void;
}) {
  const { t, say } = useText();
  const { buying, aim } = answers;
  const proposed = proposalOf(answers, pipelines);
  const pipeline = pipelines.find(({ key }) => key === chosen);
  const label = (what: 'ways.buying' | 'ways.aim' | 'ways.pipeline') => t('ways.of', { class: say(name), what: t(what) });
  return (
    <fieldset className={look.group}>
      <legend>{say(name)}</legend>
      <div className={css.questions}>
        <div>
          <span className={look.small}>{t('ways.buying')}</span>
          <Select<Buying>
            aria-label={label('ways.buying')}
            className={look.wide}
            value={buying ?? null}
            options={BUYINGS.map((value) => ({ value, label: t(`ways.buying.${value}`) }))}
            onChange={(value) => onAnswer({ buying: value })}
          />
        </div>
        <div>
          <span className={look.small}>{t('ways.aim')}</span>
          <Select<Aim>
            aria-label={label('ways.aim')}
            className={look.wide}
            value={aim ?? null}
            options={AIMS.map((value) => ({ value, label: t(`ways.aim.${value}`) }))}
            onChange={(value) => onAnswer({ aim: value })}
          />
        </div>
      </div>
      {buying && aim && (
        <p role="status" className={look.small}>
          {t('ways.why', { buying: t(`ways.buying.${buying}`), aim: t(`ways.aim.${aim}`), way: t(`ways.way.${wayOf(buying, aim)}`) })}
          {proposed && proposed.key !== chosen && ` ${t('ways.other', { proposed: say(proposed.name) })}`}
        </p>
      )}
      <div>
        <span className={look.small}>{t('ways.pipeline')}</span>
        <Select
          aria-label={label('ways.pipeline')}
          className={look.wide}
          value={chosen}
          options={pipelines.map(({ key, name: called }) => ({ value: key, label: say(called) }))}
          onChange={onChoose}
        />
      </div>
      {pipeline && <StageRow pipeline={pipeline} />}
    </fieldset>
  );
}
