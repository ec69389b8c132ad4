import { type Link, leadsTo, outcomeName, stepName } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Modal, type RefSelectProps, Select } from 'antd';
import { useRef, useState } from 'react';
import { Property } from '../../kit/property.tsx';
import type { Editing } from '../editing.ts';

const END = '';

/** Asks which step a way is to lead to, or the end; and which way where there are several. */
export function LeadDialog({
  editing: { automation },
  ways,
  wordsOf,
  onLead,
  onClose,
}: {
  editing: Editing;
  ways: readonly Link[];
  wordsOf: (key: string) => string;
  onLead: (link: Link, to: string | null) => void;
  onClose: () => void;
}) {
  const { t, say, language } = useDesignText();
  const [at, setAt] = useState(0);
  const [to, setTo] = useState<string>();
  const select = useRef<RefSelectProps>(null);
  const link = ways[at];
  if (!link) return null;
  const own = 'node' in link ? link.node : undefined;
  const node = automation.nodes.find(({ key }) => key === own);
  const steps = automation.nodes.filter(({ key }) => key !== own);
  const options = [
    ...steps.map(({ key }) => ({ value: key, label: `${stepName(automation, key)[language]} · ${wordsOf(key)}` })),
    ...(own === undefined ? [] : [{ value: END, label: t('flow.end') }]),
  ];
  const value = to ?? leadsTo(automation, link) ?? END;
  return (
    <Modal
      open
      title={t('flow.leadTitle')}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      afterOpenChange={(open) => open && select.current?.focus()}
      onCancel={onClose}
      onOk={() => onLead(link, value === END ? null : value)}
    >
      {ways.length > 1 && node && (
        <Property label={t('flow.way')} htmlFor="flow_lead_way">
          <Select
            id="flow_lead_way"
            className={look.wide}
            value={at}
            options={ways.map((way, i) => ({ value: i, label: 'node' in way ? say(outcomeName(node, way.outcome)) : '' }))}
            onChange={(next) => {
              setAt(next);
              setTo(undefined);
            }}
          />
        </Property>
      )}
      <Property label={t('flow.where')} htmlFor="flow_lead_to">
        <Select
          id="flow_lead_to"
          ref={select}
          className={look.wide}
          showSearch={{ optionFilterProp: 'label' }}
          value={value}
          options={options}
          onChange={setTo}
        />
      </Property>
    </Modal>
  );
}
