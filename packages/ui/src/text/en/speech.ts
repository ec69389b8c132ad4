export { default as locale } from 'antd/es/locale/en_US.js';
export { everyday as words } from './everyday.ts';
