import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { freshKey } from '@pipewright/definition';
import { look, Panel, useDesignText } from '@pipewright/ui';
import { Button, Flex } from 'antd';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import { Catches } from './catches.tsx';
import { PlaceFaults } from './place-faults.tsx';
import type { StepProps } from './record-steps.tsx';

const FEWEST = 2;
const MOST = 5;

/** The ways that are gone side by side: what they are called. Their steps stand below. */
export function Sides({ editing, node, path, set }: StepProps<'parallel'>) {
  const { t } = useDesignText();
  const { ways } = node;
  const add = () => {
    const key = freshKey(
      ways.map((each) => each.key),
      'way',
    );
    const n = Number(key.slice('way_'.length));
    set({ ways: [...ways, { key, name: { en: `Way ${n}`, 'zh-CN': `分支 ${n}` } }] });
  };
  return (
    <>
      <p className={look.quiet}>{t('automate.sidesHelp')}</p>
      <Flex vertical gap={8}>
        {ways.map((each, i) => (
          <Panel key={each.key} size="small">
            <Property label={`${t('automate.sideName')} ${i + 1}`} htmlFor={`${path}.ways.${each.key}`}>
              <LabelInput
                id={`${path}.ways.${each.key}`}
                value={each.name}
                onChange={(name) => set({ ways: ways.map((way) => (way.key === each.key ? { ...way, name } : way)) })}
              />
            </Property>
            <PlaceFaults faults={editing.draft.faults} path={`${path}.ways.${i}`} />
            {ways.length > FEWEST && (
              <Button
                type="text"
                danger
                icon={<DeleteOutlined />}
                onClick={() => set({ ways: ways.filter(({ key }) => key !== each.key) })}
              >
                {t('automate.sideRemove')}
              </Button>
            )}
          </Panel>
        ))}
      </Flex>
      <div className={look.note}>
        <Button icon={<PlusOutlined />} disabled={ways.length >= MOST} onClick={add}>
          {t('automate.sideAdd')}
        </Button>
      </div>
      <Catches value={node.catches} onChange={(catches) => set({ catches })} />
    </>
  );
}
