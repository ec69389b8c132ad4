import { type App, isCleanable, isEntry, letGo, type Use, uses } from '@pipewright/definition';
import { useDesignText } from '@pipewright/ui';
import { Checkbox, Modal, Typography } from 'antd';
import { useState } from 'react';
import type { Draft } from '../state/draft.ts';
import { UseList } from './use-list.tsx';

/** A wish to take a part out of use. */
export interface Removal {
  readonly path: string;
  readonly name: string;
  readonly remove: (app: App) => App;
  /** What becomes of what people entered for it. */
  readonly lead?: string;
  /** Asks even where nothing names the part. */
  readonly always?: boolean;
  readonly onDone?: () => void;
}

/** Takes parts out of use after saying where they are named: what lets go by itself, what can be cleaned up with it, and what a person must change. */
export function useRemoval(draft: Draft): { readonly ask: (removal: Removal) => void; readonly dialog: React.ReactNode } {
  const { t } = useDesignText();
  const [removal, setRemoval] = useState<Removal>();
  const [clean, setClean] = useState(true);
  // A right on a field stays for the day the field is restored; it is in nobody's way.
  const named = ({ path }: Removal) => uses(draft.app, path).filter((use) => use.part !== 'grant' || use.property === 'read');
  const take = ({ path, remove, onDone }: Removal, chosen: (use: Use) => boolean) => {
    draft.set(remove(letGo(draft.app, path, chosen)));
    setRemoval(undefined);
    onDone?.();
  };
  const ask = (wish: Removal) => {
    setClean(true);
    if (!wish.always && named(wish).length === 0) take(wish, () => false);
    else setRemoval(wish);
  };
  const found = removal ? named(removal) : [];
  const cleanable = found.filter((use) => isCleanable(use) && !isEntry(use));
  const follow = () => setRemoval(undefined);
  const dialog = (
    <Modal
      open={removal !== undefined}
      title={t('design.retireTitle', { name: removal?.name ?? '' })}
      okText={t('design.retire')}
      okButtonProps={{ danger: true }}
      cancelText={t('action.cancel')}
      onCancel={() => setRemoval(undefined)}
      onOk={() => removal && take(removal, (use) => isEntry(use) || clean)}
    >
      {removal?.lead && <Typography.Paragraph>{removal.lead}</Typography.Paragraph>}
      <UseList title={t('design.retireNeeded')} uses={found.filter((use) => !isCleanable(use))} onFollow={follow} />
      <UseList
        title={
          <Checkbox checked={clean} onChange={(event) => setClean(event.target.checked)}>
            {t('design.retireClean')}
          </Checkbox>
        }
        uses={cleanable}
        onFollow={follow}
      />
      <UseList title={t('design.retireLeaves')} uses={found.filter(isEntry)} onFollow={follow} />
    </Modal>
  );
  return { ask, dialog };
}
