import type { Beginning } from '@pipewright/definition';
import { look, momentText, useDesignText } from '@pipewright/ui';

/** For how many records automations begin at once, level by level, and how much of that one person is told. */
export function BeginningList({ beginnings }: { beginnings: readonly Beginning[] }) {
  const { t, say } = useDesignText();
  const words = ({ automation, name, counted, records, opens, levels, most }: Beginning) => {
    const said = { name: say(name), count: records };
    if (!counted || records === 0) return <li key={automation}>{t(counted ? 'begin.none' : 'begin.unknown', said)}</li>;
    const reached = levels.filter(({ count }) => count > 0);
    return (
      <li key={automation} className={look.breaks}>
        <div>{opens === undefined ? t('begin.some', said) : t('begin.later', { ...said, when: momentText(opens) })}</div>
        {reached.length > 0 && (
          <div>
            {reached.map(({ level, count }) => t('trial.level', { level: level ? say(level) : '', count })).join(t('publish.comma'))}
          </div>
        )}
        {most && <div className={look.aside}>{t('begin.most', { count: most.count, name: most.person.name })}</div>}
      </li>
    );
  };
  return <ul className={`${look.plain} ${look.ruled}`}>{beginnings.map(words)}</ul>;
}
