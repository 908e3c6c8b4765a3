import { EASINGS } from '@epoch/graph-runtime/model';
import { FUNCTIONS, VARIABLES } from '@epoch/graph-runtime/schedule';
import { Popover } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import css from './ScheduleHelp.module.css';

const EXAMPLES = {
  number: ['0: 0.4, 60: 0.65 smooth', '0.4 + 0.1*sin(t/20)', '2s: 1, 8b: 3, 50%: 2', '0:(0.4), max_f-2:(0.6)'],
  text: ['0: "moss", 60: "ocean" fade 24', '0: "(moss:`0.5+0.5*sin(t/30)`)"'],
};

/** What a schedule may say, beside the field it is written in. */
export function ScheduleHelp({ text }: { readonly text: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="left" withArrow trapFocus>
      <Popover.Target>
        <span>
          <Button look="link" testId="schedule-help" onClick={() => setOpen(!open)}>
            How to write it
          </Button>
        </span>
      </Popover.Target>
      <Popover.Dropdown className={css.help}>
        <h5>Examples</h5>
        {EXAMPLES[text ? 'text' : 'number'].map((example) => (
          <code key={example}>{example}</code>
        ))}
        <h5>Keys stand at</h5>
        <p>frames (60), seconds (2.5s), beats (8b), percent of the film (50%), or frames after the key before (+24)</p>
        {!text && (
          <>
            <h5>Ways to the next key</h5>
            <p>{EASINGS.join(', ')}; bezier(x1, y1, x2, y2)</p>
          </>
        )}
        <h5>Names</h5>
        <dl>
          {[...VARIABLES].map(([name, { doc }]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{doc}</dd>
            </div>
          ))}
        </dl>
        <h5>Functions</h5>
        <p className={css.functions}>{[...FUNCTIONS.values()].map(({ usage }) => usage).join('  ')}</p>
      </Popover.Dropdown>
    </Popover>
  );
}
