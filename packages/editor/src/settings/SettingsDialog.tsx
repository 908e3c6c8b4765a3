import { useHealth } from '../problems/use-health.ts';
import { openDialog, setPreviews, setTheme } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { byteSize, clock } from '../transport/format.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Section } from '../ui/Section.tsx';
import { Switch } from '../ui/Switch.tsx';
import css from './SettingsDialog.module.css';

/** How the program looks here, and how the server it talks to is. */
export function SettingsDialog() {
  const theme = useEditor(({ view }) => view.theme);
  const previews = useEditor(({ view }) => view.previews);
  const health = useHealth();
  return (
    <Dialog title="Settings" width={440} onClose={() => openDialog(null)} testId="settings">
      <div className={css.pair}>
        <Field label="Theme">
          <div className={css.choice} role="radiogroup" aria-label="Theme">
            {(['dark', 'light'] as const).map((name) => (
              // biome-ignore lint/a11y/useSemanticElements: two buttons that look like one control
              <button
                key={name}
                type="button"
                role="radio"
                aria-checked={theme === name}
                data-testid={`theme-${name}`}
                onClick={() => setTheme(name)}
              >
                {name === 'dark' ? 'Dark' : 'Light'}
              </button>
            ))}
          </div>
        </Field>
        <Field label="Pictures on nodes">
          <Switch label="Pictures on nodes" words="Show" on={previews} testId="set-previews" onChange={setPreviews} />
        </Field>
      </div>
      <Section title="Server">
        {health === null ? (
          <p className={css.dim}>The server does not answer.</p>
        ) : (
          <dl className={css.facts}>
            <dt>Version</dt>
            <dd>
              {health.version}, Node {health.node}
            </dd>
            <dt>Running for</dt>
            <dd>{clock(health.uptimeSeconds)}</dd>
            <dt>Workers</dt>
            <dd>{health.workers}</dd>
            <dt>Disk free</dt>
            <dd>{health.diskFreeBytes === null ? 'unknown' : byteSize(health.diskFreeBytes)}</dd>
            <dt>Films are kept in</dt>
            <dd className={css.path}>{health.dataFolder}</dd>
          </dl>
        )}
        <a className={css.link} href="/api/docs" target="_blank" rel="noreferrer">
          Documentation of the HTTP interface
        </a>
      </Section>
    </Dialog>
  );
}
