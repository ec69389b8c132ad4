import type { files as en } from '../en/files.ts';

/** The product's words in Chinese of files. */
export const files: Readonly<Record<keyof typeof en, string>> = {
  'files.cancel': '取消上传“{{name}}”',
  'files.choose': '选择文件',
  'files.chooseOne': '选择文件',
  'files.choosePicture': '选择图片',
  'files.choosePictures': '选择图片',
  'files.close': '关闭',
  'files.count_one': '{{count}} 个文件',
  'files.count': '{{count}} 个文件',
  'files.download': '下载“{{name}}”',
  'files.drop': '或拖到此处，也可直接粘贴',
  'files.full': '最多 {{count}} 个，已满。',
  'files.failed': '上传失败，请重试。',
  'files.limit': '单个文件不超过 {{megabytes}} MB',
  'files.none': '暂无文件。',
  'files.remove': '移除“{{name}}”',
  'files.removeAsk': '移除“{{name}}”？移除后所有人都看不到它。',
  'files.retry': '重新上传“{{name}}”',
  'files.tab': '附件',
  'files.tabCount': '附件（{{count}}）',
  'files.unseen': '该文件已不存在',
  'files.uploading': '正在上传“{{name}}”',
  'files.view': '查看“{{name}}”',
};
