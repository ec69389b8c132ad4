import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { moveBand, removeBand, removeLevel, ruleFields, type TriggerOf, updateBand, updateLevel } from '@pipewright/definition';
import { ConditionBuilder, Panel, useDesignText } from '@pipewright/ui';
import { Button, InputNumber } from 'antd';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import type { Editing } from './editing.ts';
import { Steps } from './flow/steps.tsx';
import type { Chosen } from './ladder-editor.tsx';

interface Props {
  readonly editing: Editing;
  readonly on: TriggerOf<'since'>;
  readonly chosen: Chosen;
}

/** The chosen level of a ladder with its steps, or the chosen row with whom it means. */
export function LadderPart({ editing, on, chosen }: Props) {
  return chosen.kind === 'band' ? <Row {...{ editing, on, chosen }} /> : <Step {...{ editing, on, chosen }} />;
}

function Step({ editing, on, chosen }: Props) {
  const { t, say } = useDesignText();
  const place = on.levels.findIndex(({ key }) => key === chosen.key);
  const level = on.levels[Math.max(0, place)];
  if (!level) return null;
  return (
    <Panel size="small" title={t('automate.levelOf', { level: say(level.name) })}>
      <Steps key={level.key} editing={editing} level={level.key} />
      <Property label={t('automate.levelName')} htmlFor="level_name">
        <LabelInput
          id="level_name"
          value={level.name}
          onChange={(name) => editing.change((each) => updateLevel(each, level.key, { name }))}
        />
      </Property>
      {place > 0 && (
        <Property label={t('automate.waits')} htmlFor="level_waits" help={t('automate.waitsHelp')}>
          <InputNumber
            id="level_waits"
            min={1}
            max={10_000}
            precision={0}
            suffix={t(`unit.${on.unit}`)}
            value={level.waits ?? null}
            onChange={(waits) => editing.change((each) => updateLevel(each, level.key, { waits: waits ?? undefined }))}
          />
        </Property>
      )}
      <Button
        type="text"
        danger
        icon={<DeleteOutlined />}
        disabled={on.levels.length === 1}
        onClick={() => editing.change((each) => removeLevel(each, level.key))}
      >
        {t('automate.levelRemove')}
      </Button>
    </Panel>
  );
}

function Row({ editing, on, chosen }: Props) {
  const { t, say } = useDesignText();
  const { app } = editing.draft;
  const place = on.bands.findIndex(({ key }) => key === chosen.key);
  const band = on.bands[place];
  if (!band) return null;
  const last = place === on.bands.length - 1;
  const move = (to: number) => editing.change((each) => moveBand(each, place, to));
  return (
    <Panel size="small" title={t('automate.bandOf', { band: say(band.name) })}>
      <Property label={t('automate.bandName')} htmlFor="band_name">
        <LabelInput id="band_name" value={band.name} onChange={(name) => editing.change((each) => updateBand(each, band.key, { name }))} />
      </Property>
      {last ? (
        <p>{t('automate.bandRest')}</p>
      ) : (
        <>
          <Property label={t('automate.bandWhen')} help={t('automate.bandWhenHelp')}>
            <ConditionBuilder
              key={band.key}
              fields={ruleFields(app, editing.entity)}
              rule={band.when ?? undefined}
              currency={app.currency}
              label={t('automate.bandWhen')}
              onChange={(rule) => editing.change((each) => updateBand(each, band.key, { when: rule ?? null }))}
            />
          </Property>
          <Button type="text" icon={<ArrowUpOutlined />} disabled={place === 0} onClick={() => move(place - 1)}>
            {t('automate.bandUp')}
          </Button>
          <Button type="text" icon={<ArrowDownOutlined />} disabled={place >= on.bands.length - 2} onClick={() => move(place + 1)}>
            {t('automate.bandDown')}
          </Button>
          <Button type="text" danger icon={<DeleteOutlined />} onClick={() => editing.change((each) => removeBand(each, band.key))}>
            {t('automate.bandRemove')}
          </Button>
        </>
      )}
    </Panel>
  );
}
