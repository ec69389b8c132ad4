import { DoubleLeftOutlined, DoubleRightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '../text/language.ts';
import * as css from './board.module.css';

const KEPT = 'pipewright.boardEnds';

/** The place of the ends beside the stages, in sight however far these are scrolled; it can be made narrower, which is remembered. */
export function Ends({ children }: { children: ReactNode }) {
  const { t } = useText();
  const [folded, setFolded] = useState(() => localStorage.getItem(KEPT) === 'folded');
  const words = t(folded ? 'board.unfoldEnds' : 'board.foldEnds');
  const turn = () => {
    localStorage.setItem(KEPT, folded ? 'wide' : 'folded');
    setFolded(!folded);
  };
  return (
    <div className={`${css.ends} ${folded ? css.folded : ''}`}>
      <Button
        type="text"
        size="small"
        icon={folded ? <DoubleLeftOutlined /> : <DoubleRightOutlined />}
        aria-label={words}
        title={words}
        aria-expanded={!folded}
        onClick={turn}
      />
      {children}
    </div>
  );
}
