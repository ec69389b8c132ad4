import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import type { Face } from './face.ts';
import { EMPTY } from './operator.ts';

/** Yes or no. */
export const boolean: Face = {
  format: String,
  show: ({ value, t }) => (value ? <CheckOutlined aria-label={t('value.yes')} /> : <CloseOutlined aria-label={t('value.no')} />),
  operators: ['is', 'is_not', ...EMPTY],
};
