import { FILE_KIND_NAMES, type FileKind } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Select } from 'antd';
import { Property } from '../kit/property.tsx';

/** Which kinds of file a field takes; none chosen means all. */
export function FileKinds({
  accepts,
  onChange,
}: {
  accepts: readonly FileKind[] | undefined;
  onChange: (accepts: FileKind[] | undefined) => void;
}) {
  const { t } = useDesignText();
  return (
    <Property label={t('design.accepts')} htmlFor="field_accepts">
      <Select
        id="field_accepts"
        mode="multiple"
        className={look.wide}
        placeholder={t('design.acceptsAll')}
        value={[...(accepts ?? [])]}
        options={FILE_KIND_NAMES.map((kind) => ({ value: kind, label: t(`filekind.${kind}`) }))}
        onChange={(kinds) => onChange(kinds.length > 0 ? kinds : undefined)}
      />
    </Property>
  );
}
