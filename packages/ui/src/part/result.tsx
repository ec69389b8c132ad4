import type { ResultProps } from 'antd';
import { later, Part } from './part.tsx';

const Drawn = later<ResultProps>(() => import('antd/es/result').then((module) => module.default));

/** The library's page for what is not there; its pictures are large, so they are fetched where one is shown. */
export function Result(props: ResultProps) {
  return (
    <Part>
      <Drawn {...props} />
    </Part>
  );
}
