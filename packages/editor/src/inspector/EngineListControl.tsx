import { Autocomplete } from '@mantine/core';
import { RotateCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { askLists, openDialog } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { listsKey, serverNameOf } from '../store/engines-slice.ts';
import { cardOf } from '../store/selectors.ts';
import { Button } from '../ui/Button.tsx';
import choiceCss from '../ui/Choice.module.css';
import { IconButton } from '../ui/IconButton.tsx';
import css from './EngineControls.module.css';
import type { EngineControlProps } from './EngineServerControl.tsx';
import { engineKindOf } from './engine-kind.ts';
import { matching } from './list-search.ts';

/** More rows than this are found by typing. */
const MOST_SHOWN = 200;

/** One thing of the image server's own list. It can be typed as well, so that a server that is away stops nobody. */
export function EngineListControl({ label, spec, node, value, disabled, testId, onChange }: EngineControlProps) {
  const kind = useEditor((state) => engineKindOf(spec, node, cardOf(state, node)));
  const server = serverNameOf(node);
  const key = listsKey(kind, server);
  const known = useEditor(({ engines }) => engines.lists[key]);
  const asking = useEditor(({ engines }) => engines.asking.includes(key));
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  useEffect(() => {
    if (known === undefined) void askLists(kind, server);
  }, [known, kind, server]);

  const list = spec.engineList === undefined ? [] : (known?.lists[spec.engineList] ?? []);
  const first = list[0] === undefined ? 'First on the list' : `First on the list (${list[0]})`;
  const finish = (text: string) => {
    if (text !== value) onChange(text);
  };
  return (
    <div>
      <div className={css.row}>
        <Autocomplete
          aria-label={label}
          data={[...new Set(list)]}
          value={draft}
          disabled={disabled}
          limit={MOST_SHOWN}
          maxLength={spec.maxLength}
          maxDropdownHeight={264}
          placeholder={spec.emptyLabel ?? first}
          // The chosen value is no search: with it in the field the whole list is shown.
          filter={({ options, search, limit }) =>
            matching(options, search === value ? '' : search, (option) =>
              'value' in option ? option.value : '',
            ).slice(0, limit)
          }
          onChange={setDraft}
          onOptionSubmit={finish}
          onBlur={() => finish(draft)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') finish(draft);
            if (event.key === 'Escape') setDraft(value);
          }}
          comboboxProps={{ offset: 4 }}
          classNames={{ input: choiceCss.input ?? '', option: choiceCss.option ?? '' }}
          data-testid={testId}
        />
        <IconButton
          icon={RotateCw}
          label={`Ask ${server === '' ? 'the server' : server} again what it has`}
          disabled={asking}
          testId={`refresh-${testId}`}
          onClick={() => void askLists(kind, server, true)}
        />
      </div>
      {known !== undefined && known.message !== null && (
        <p className={css.away}>
          {known.message}{' '}
          <Button look="link" onClick={() => openDialog('image-servers')}>
            Image servers
          </Button>
        </p>
      )}
    </div>
  );
}
