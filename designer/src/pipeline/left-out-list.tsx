import type { Entity, LeftOut, OfferedPipeline } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Alert } from 'antd';

/** What of a pipeline an entity has no place for, one line each; nothing where all of it has one. */
export function LeftOutList({ entity, left, offered }: { entity: Entity; left: readonly LeftOut[]; offered: readonly OfferedPipeline[] }) {
  const { t, say } = useDesignText();
  if (left.length === 0) return null;
  const names = Object.assign({}, ...offered.map((each) => each.names)) as OfferedPipeline['names'];
  const lines = left.map((each) => {
    const what = 'said' in each ? say(each.said) : say(names[each.field]) || t('design.leftOutField');
    return each.stage ? t('design.leftOutOf', { stage: say(each.stage), what }) : what;
  });
  return (
    <Alert
      type="info"
      className={look.after}
      title={t('design.leftOut', { entity: say(entity.name) })}
      description={
        <ul className={look.plain}>
          {[...new Set(lines)].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      }
    />
  );
}
