import { factsOf } from './kinds.ts';
import css from './ServersDialog.module.css';
import type { Health } from './use-server-tests.ts';

/** What a connection test said: its sentence, and the facts of a server that answered. null: nobody has asked. */
export function TestReport({ health }: { readonly health: Health | null }) {
  if (health === null) return <p className={css.asking}>Not tried yet.</p>;
  if (health === 'asking') return <p className={css.asking}>Asking how it is ...</p>;
  const facts = health.ok ? factsOf(health) : [];
  return (
    <div className={css.report} data-ok={health.ok ? '' : undefined} data-testid="test-report">
      {health.ok && facts.length > 0 ? null : <p>{health.message}</p>}
      {facts.length > 0 && (
        <ul className={css.facts} title={health.message}>
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
