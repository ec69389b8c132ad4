import { LANGUAGES, type Node, type NodeKind, stagesOf, updateNode } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Checkbox, Select } from 'antd';
import type { ReactNode } from 'react';
import { Property } from '../kit/property.tsx';
import { ApprovalTerms } from './approval-terms.tsx';
import { Call } from './call-step.tsx';
import type { Editing } from './editing.ts';
import { HttpStep } from './http-step.tsx';
import { MessageInput } from './message-input.tsx';
import { PlaceFaults } from './place-faults.tsx';
import { RecipientsInput } from './recipients-input.tsx';
import { Create, SetFields, Status, type StepProps } from './record-steps.tsx';
import { Sides } from './side-steps.tsx';
import { TeamsEditor } from './teams-editor.tsx';
import { useChannels } from './use-channels.ts';
import { Branch, WaitFor } from './way-steps.tsx';

type Patch = Readonly<Record<string, unknown>>;
function Whom({ editing, node, path, set }: StepProps<'notify' | 'cc' | 'mail' | 'approve'>) {
  const { t } = useDesignText();
  return (
    <Property label={t(node.kind === 'approve' ? 'approve.whom' : 'automate.whom')} htmlFor={`${path}.to`}>
      <RecipientsInput
        editing={editing}
        id={`${path}.to`}
        value={node.to}
        chains={node.kind === 'approve'}
        onChange={(to) => set({ to })}
      />
      <PlaceFaults faults={editing.draft.faults} path={`${path}.to`} />
    </Property>
  );
}

const TEXTS = { reclaim: 'automate.reclaimText', approve: 'approve.text' } as const satisfies Partial<Record<NodeKind, string>>;

function Words({
  editing,
  node,
  path,
  set,
  of = 'text',
}: StepProps<'notify' | 'cc' | 'mail' | 'reclaim' | 'post' | 'approve'> & { of?: 'text' | 'subject' }) {
  const { t } = useDesignText();
  const label = t(
    of === 'subject' ? 'automate.subject' : node.kind === 'reclaim' || node.kind === 'approve' ? TEXTS[node.kind] : 'automate.text',
  );
  const value = of === 'subject' && node.kind === 'mail' ? node.subject : node.text;
  return (
    <Property label={label} htmlFor={`${path}.${of}`}>
      <MessageInput
        editing={editing}
        id={`${path}.${of}`}
        label={label}
        value={value}
        rows={of === 'subject' ? 1 : 2}
        onChange={(next) => set({ [of]: next })}
      />
      <PlaceFaults faults={editing.draft.faults} path={`${path}.${of}`} />
    </Property>
  );
}

function Post(props: StepProps<'post'>) {
  const { t, say } = useDesignText();
  const id = `${props.path}.channel`;
  const channels = useChannels();
  const known = channels.some(({ key }) => key === props.node.channel);
  return (
    <>
      <Property label={t('automate.channel')} htmlFor={id}>
        <Select
          id={id}
          className={look.wide}
          status={channels.length > 0 && !known ? 'error' : ''}
          value={known ? props.node.channel : null}
          options={channels.map((each) => ({ value: each.key, label: say(each.name) }))}
          onChange={(channel) => props.set({ channel })}
        />
      </Property>
      <Words {...props} />
      <Property label={t('automate.language')} htmlFor={`${props.path}.language`}>
        <Select
          id={`${props.path}.language`}
          className={look.wide}
          value={props.node.language ?? 'zh-CN'}
          options={LANGUAGES.map((each) => ({ value: each, label: t(`lang.${each}`) }))}
          onChange={(language) => props.set({ language })}
        />
      </Property>
    </>
  );
}

function Notify(props: StepProps<'notify'>) {
  const { t } = useDesignText();
  return (
    <>
      <Whom {...props} />
      <Words {...props} />
      <Checkbox checked={props.node.warns === true} onChange={({ target }) => props.set({ warns: target.checked || undefined })}>
        {t('automate.warns')}
      </Checkbox>
    </>
  );
}

function Move({ editing, node, path, set }: StepProps<'move'>) {
  const { t, say } = useDesignText();
  return (
    <Property label={t('automate.stageTo')} htmlFor={`${path}.stage`}>
      <Select
        id={`${path}.stage`}
        className={look.wide}
        value={node.stage}
        options={stagesOf(editing.entity).map((stage) => ({ value: stage.key, label: say(stage.name) }))}
        onChange={(stage) => set({ stage })}
      />
      <PlaceFaults faults={editing.draft.faults} path={`${path}.stage`} />
    </Property>
  );
}

const SETTINGS: { readonly [Kind in NodeKind]: (props: StepProps<Kind>) => ReactNode } = {
  notify: (props) => <Notify {...props} />,
  mail: (props) => (
    <>
      <Whom {...props} />
      <Words {...props} of="subject" />
      <Words {...props} />
    </>
  ),
  reclaim: (props) => <Words {...props} />,
  post: (props) => <Post {...props} />,
  set: (props) => <SetFields {...props} />,
  create: (props) => <Create {...props} />,
  assign: ({ editing, node, path, set }) => <TeamsEditor editing={editing} node={node} path={path} onChange={set} />,
  move: (props) => <Move {...props} />,
  status: (props) => <Status {...props} />,
  cc: (props) => (
    <>
      <Whom {...props} />
      <Words {...props} />
    </>
  ),
  call: (props) => <Call {...props} />,
  parallel: (props) => <Sides {...props} />,
  branch: (props) => <Branch {...props} />,
  wait: (props) => <WaitFor {...props} />,
  approve: (props) => (
    <>
      <Whom {...props} />
      <Words {...props} />
      <ApprovalTerms {...props} />
    </>
  ),
  http: (props) => <HttpStep {...props} />,
  end: () => null,
};

/** The settings of a step. */
export function StepSettings({ editing, node, path }: { editing: Editing; node: Node; path: string }) {
  const settings = SETTINGS[node.kind] as (props: StepProps<NodeKind>) => ReactNode;
  const set = (patch: Patch) => editing.change((automation) => updateNode(automation, node.key, patch));
  return settings({ editing, node, path, set });
}
