import type { Tested } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';

/** Why something did not go well, in words, and what the receiver said, where it said something. */
export function Outcome({ fault, status, said }: Omit<Tested, 'sent'>) {
  const { t } = useDesignText();
  return (
    <>
      {fault && <span>{t(`delivery.fault.${fault}`)} </span>}
      {status !== null && <span className={look.quiet}>{t('delivery.status', { status })} </span>}
      {said !== null && (
        <div className={`${look.quiet} ${look.small} ${look.breaks}`}>
          {t(status === null ? 'delivery.code' : 'delivery.said', { said })}
        </div>
      )}
    </>
  );
}
