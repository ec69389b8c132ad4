import { look, PartMissing, PartMissingNote, Result, reloadOnce, useText } from '@pipewright/ui';
import { Button } from 'antd';
import { useEffect, useState } from 'react';

/** What stands in place of a page that could not be shown. One whose program is gone, for the server has a newer one, comes by itself. */
export function PageFault({ error }: { error: unknown }) {
  const { t } = useText();
  const missing = error instanceof PartMissing;
  const [stays, setStays] = useState(false);
  useEffect(() => {
    if (missing) void reloadOnce().then((leaves) => setStays(!leaves));
  }, [missing]);
  if (missing) return <main className={look.page}>{stays && <PartMissingNote />}</main>;
  return (
    <main>
      <Result
        status="error"
        title={t('state.broken')}
        extra={<Button onClick={() => window.location.reload()}>{t('action.reload')}</Button>}
      />
    </main>
  );
}
