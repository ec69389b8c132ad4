export { default as locale } from 'antd/es/locale/en_US.js';
export { en as words } from '../en.ts';
