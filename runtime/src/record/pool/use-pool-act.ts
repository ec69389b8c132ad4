import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useState } from 'react';
import { useApp } from '../../data/app-context.ts';

/** Does something with a record that is in the pool or about to be, and looks at the records anew; what speaks against it is said. */
export function usePoolAct() {
  const { key } = useApp();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      void message.error((error as Error).message);
    } finally {
      await queries.invalidateQueries({ queryKey: ['records', key] });
      setBusy(false);
    }
  };
  return { busy, act };
}
