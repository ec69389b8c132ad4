import 'dayjs/locale/zh-cn.js';

export { default as locale } from 'antd/es/locale/zh_CN.js';
export { everyday as words } from './everyday.ts';
