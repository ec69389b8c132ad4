import { entityOf } from '@pipewright/definition';
import { later, type MakeWish, type Making, MakingContext, Part } from '@pipewright/ui';
import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { type InApp, useApp } from '../../data/app-context.ts';
import { grantFor } from '../../data/reach.ts';

const MakeDialog = later(() => import('./make-dialog.tsx').then((module) => module.MakeDialog));

/** The entity of which somebody may make a record that belongs to what narrows the choice; undefined where not. */
function mayMake(inApp: InApp, key: string, within: MakeWish['within']) {
  const { create, readonly } = grantFor(inApp, key);
  return create && !(within && readonly.includes(within.by)) ? entityOf(inApp.app, key) : undefined;
}

/** Lets the pickers inside make a record where it would be chosen. The dialog stands beside them, so that no key or press in it is one in their form. */
export function MakingPlace({ children }: { children: ReactNode }) {
  const inApp = useApp();
  const { pathname } = useLocation();
  const [wish, setWish] = useState<MakeWish>();
  const making = useMemo((): Making => ({ may: (entity, within) => mayMake(inApp, entity, within), make: setWish }), [inApp]);
  // Another page has nothing to choose in.
  useEffect(() => setWish(undefined), [pathname]);
  const entity = wish && entityOf(inApp.app, wish.entity);
  return (
    <>
      <MakingContext.Provider value={making}>{children}</MakingContext.Provider>
      {wish && entity && (
        <Part>
          <MakeDialog entity={entity} wish={wish} onClose={() => setWish(undefined)} />
        </Part>
      )}
    </>
  );
}
