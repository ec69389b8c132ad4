import { CompressOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { useReactFlow } from '@xyflow/react';
import { Button, Flex } from 'antd';
import * as look from '../frame/look.module.css';
import { useDesignText } from '../text/language.ts';

/** The buttons with which a canvas is seen smaller, larger and as a whole. */
export function FlowTools({ onFit }: { onFit: () => void }) {
  const { t } = useDesignText();
  const { zoomIn, zoomOut } = useReactFlow();
  return (
    <Flex gap={8} justify="end" className={look.note ?? ''}>
      <Button
        size="small"
        icon={<ZoomOutOutlined />}
        aria-label={t('map.smaller')}
        title={t('map.smaller')}
        onClick={() => void zoomOut()}
      />
      <Button size="small" icon={<ZoomInOutlined />} aria-label={t('map.larger')} title={t('map.larger')} onClick={() => void zoomIn()} />
      <Button size="small" icon={<CompressOutlined />} aria-label={t('map.fit')} title={t('map.fit')} onClick={onFit} />
    </Flex>
  );
}
