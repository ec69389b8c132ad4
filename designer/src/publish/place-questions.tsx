import type { PlaceQuestion, Places } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Alert, Button, Flex, Select } from 'antd';
import { worthInWords } from './worth.ts';

const KEEP = '';

/** Asks where the records of removed stages go: to a stage that stays, or nowhere. */
export function PlaceQuestions({
  questions,
  places,
  onAnswer,
  onShow,
}: {
  questions: readonly PlaceQuestion[];
  places: Places;
  onAnswer: (id: string, place: string | null) => void;
  onShow: (effect: string) => void;
}) {
  const { t, say, language } = useDesignText();
  if (questions.length === 0) return null;
  return (
    <>
      <h3 className={look.subtitle}>{t('publish.places')}</h3>
      <p className={look.aside}>{t('publish.placesLead')}</p>
      {questions.map((question) => {
        const id = `place_${question.id.replaceAll('/', '_')}`;
        const ask = t('publish.placeAsk', { name: question.names.map(say).join(' › '), count: question.count });
        const given = places[question.id];
        return (
          <Alert
            key={question.id}
            type={given === undefined ? 'warning' : 'success'}
            className={look.note}
            title={
              <label htmlFor={id}>
                {ask}
                {question.worth && ` · ${t('impact.worth', { amount: worthInWords(question.worth, language) })}`}
              </label>
            }
            description={
              <Flex gap={8} wrap>
                <Select
                  id={id}
                  className={look.roomy}
                  placeholder={t('publish.placeChoose')}
                  value={given === null ? KEEP : given}
                  options={[
                    ...question.choices.map((choice) => ({ value: choice.key, label: choice.names.map(say).join(' › ') })),
                    { value: KEEP, label: t('publish.placeKeep') },
                  ]}
                  onChange={(value: string) => onAnswer(question.id, value === KEEP ? null : value)}
                />
                <Button onClick={() => onShow(question.effect)}>{t('publish.showRecords')}</Button>
              </Flex>
            }
          />
        );
      })}
    </>
  );
}
