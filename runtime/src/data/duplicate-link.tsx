/** The way to the record that is there already, in a tab of its own: what is typed here stays. */
export function DuplicateLink({
  app,
  entity,
  record,
  text,
}: {
  app: string;
  entity: string;
  record: { readonly id: string };
  text: string;
}) {
  return (
    <a href={`/a/${app}/${entity}/${record.id}`} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}
