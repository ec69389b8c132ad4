import { SwapOutlined } from '@ant-design/icons';
import type { Conversion, Entity, RecordJson } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { conversionRefusal, isConverted } from '@pipewright/process';
import { bringWords, laterWords, useText } from '@pipewright/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { useApp, useSurroundings } from '../../data/app-context.ts';
import { ConvertDialog } from './convert-dialog.tsx';

bringWords(laterWords);

/** Opens the conversion of a record that was not converted yet: the first thing to do once its rule holds; before, it says what is missing. */
export function ConvertButton({
  entity,
  conversion,
  record,
  disabled,
}: {
  entity: Entity;
  conversion: Conversion;
  record: RecordJson;
  /** True while the record is being typed in. */
  disabled: boolean;
}) {
  const { app } = useApp();
  const surroundings = useSurroundings();
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const facts = { ...(record as Facts), ...surroundings };
  const ready = conversionRefusal(app, entity, conversion, facts) === undefined;
  return (
    <>
      {!isConverted(conversion, record as Facts) && (
        <Button type={ready ? 'primary' : 'default'} icon={<SwapOutlined />} disabled={disabled} onClick={() => setOpen(true)}>
          {t('convert.go')}
        </Button>
      )}
      {open && <ConvertDialog {...{ entity, conversion, record }} onClose={() => setOpen(false)} />}
    </>
  );
}
