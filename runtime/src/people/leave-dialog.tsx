import { call, Refused } from '@pipewright/client';
import type { TeamPerson } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Modal, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useDeed } from './team.ts';

/** Lets a person go: says in numbers what is left behind, and asks who takes it over; who leads the person is proposed. */
export function LeaveDialog({
  open,
  person: { id, name },
  people,
  onClose,
}: {
  open: boolean;
  person: TeamPerson;
  people: readonly TeamPerson[];
  onClose: () => void;
}) {
  const { t, say } = useText();
  const deed = useDeed();
  const [chosen, setChosen] = useState<string | null>();
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const found = useQuery({
    queryKey: ['belongings', id],
    queryFn: () => call('countBelongings', { user: id }),
    enabled: open,
    staleTime: 0,
    gcTime: 0,
  });
  const left = found.data;
  const heir = chosen === undefined ? (left?.heir ?? null) : chosen;
  const go = async () => {
    setBusy(true);
    setFault(undefined);
    const asked = call('letPersonGo', { user: id, body: { to: heir } });
    const answer = await asked.then(
      () => true,
      (error: unknown) => {
        setFault(error instanceof Refused ? error.message : t('state.offline'));
        return false;
      },
    );
    setBusy(false);
    if (!answer) return;
    await deed(asked, t('people.leaveDone', { name }));
    onClose();
  };
  const lines = left && [
    ...left.records.map(({ app, entity, count }) => t('people.leaveRecords', { app: say(app), entity: say(entity), count })),
    ...left.departments.map((department) => t('people.leaveDepartment', { department })),
    ...(left.views > 0 ? [t('people.leaveViews', { count: left.views })] : []),
  ];
  const ends = left && t('people.leaveEnds', { sessions: left.sessions, tokens: left.tokens, roles: left.roles, shares: left.shares });
  const records = left ? left.records.reduce((sum, { count }) => sum + count, 0) : 0;
  return (
    <Modal
      open={open}
      title={t('people.leaveTitle', { name })}
      onCancel={onClose}
      okText={t('people.leaveGo')}
      okButtonProps={{ danger: true, loading: busy, disabled: !left || (records > 0 && heir === null) }}
      onOk={() => void go()}
      afterClose={() => {
        setChosen(undefined);
        setFault(undefined);
      }}
      destroyOnHidden
    >
      {fault && <Alert type="error" role="alert" showIcon title={fault} className={look.note} />}
      {found.error && <Alert type="error" role="alert" showIcon title={found.error.message} className={look.note} />}
      {!lines && !found.error && <Skeleton active />}
      {lines && (
        <>
          <p className={look.lead}>{t(lines.length > 0 ? 'people.leaveTakesOver' : 'people.leaveNothing', { name })}</p>
          <ul className={look.bullets}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>{ends}</p>
          <Form layout="vertical">
            <Form.Item label={t('people.heir')} htmlFor="heir" extra={t('people.heirHelp')}>
              <Select
                id="heir"
                allowClear
                showSearch={{ optionFilterProp: 'label' }}
                placeholder={t('people.choose')}
                value={heir}
                onChange={(value) => setChosen(value ?? null)}
                options={people
                  .filter((each) => each.id !== id && each.state !== 'left' && each.state !== 'leaving')
                  .map((each) => ({ value: each.id, label: each.name }))}
              />
            </Form.Item>
          </Form>
        </>
      )}
    </Modal>
  );
}
