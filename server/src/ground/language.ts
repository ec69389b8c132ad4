import type { Language } from '@pipewright/definition';

/** The language of what is written to nobody in particular, where the installation names none. */
export const USUAL: Language = 'zh-CN';
