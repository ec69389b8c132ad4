import { bringWords, laterWords, Result, useText } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';

bringWords(laterWords);

/** What stands at an address where there is no page: that there is none, and the way home. */
export function NonePage() {
  const { t } = useText();
  return (
    <main>
      <Result status="404" title={t('page.none')} extra={<Link to="/">{t('shell.home')}</Link>} />
    </main>
  );
}
