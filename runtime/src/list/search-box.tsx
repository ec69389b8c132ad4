import { look, useText } from '@pipewright/ui';
import { Input } from 'antd';

/** The search of a list or board, which begins with Enter. */
export function SearchBox({ text, onSearch }: { text: string | undefined; onSearch: (text: string | undefined) => void }) {
  const { t } = useText();
  return (
    <Input.Search
      allowClear
      defaultValue={text}
      placeholder={t('list.search')}
      aria-label={t('list.search')}
      className={look.search}
      onSearch={(typed) => onSearch(typed || undefined)}
    />
  );
}
