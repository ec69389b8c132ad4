import { look, useText } from '@pipewright/ui';
import { Button } from 'antd';

/** What of a list of notices says whether there are more, and gets them. */
interface NoticeList {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** Gets the notices before those that a list shows, as long as there are any. */
export function EarlierNotices({ list }: { list: NoticeList }) {
  const { t } = useText();
  if (!list.hasNextPage) return null;
  return (
    <div className={look.end}>
      <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
        {t('notice.more')}
      </Button>
    </div>
  );
}
