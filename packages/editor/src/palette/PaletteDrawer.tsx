import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { PanelEdge } from '../layout/PanelEdge.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { useNarrow } from '../ui/use-narrow.ts';
import { Palette } from './Palette.tsx';
import styles from './PaletteDrawer.module.css';

interface PaletteDrawerProps {
  readonly className: string;
  readonly open: boolean;
}

/** The palette: a panel where there is room, on a narrow page a drawer over the canvas. */
export function PaletteDrawer({ className, open }: PaletteDrawerProps) {
  const narrow = useNarrow();
  const [drawn, setDrawn] = useState(false);
  if (!narrow) {
    return (
      <div className={className}>
        {open ? <Palette /> : null}
        <PanelEdge panel="palette" side="right" title="palette" />
      </div>
    );
  }
  if (!drawn) {
    return (
      <div className={styles.opener}>
        <IconButton
          icon={Plus}
          label="Show the nodes"
          look="raised"
          onClick={() => setDrawn(true)}
          testId="btn-palette"
        >
          Nodes
        </IconButton>
      </div>
    );
  }
  return (
    <div className={styles.drawer}>
      <div className={styles.close}>
        <IconButton icon={X} label="Hide the nodes" onClick={() => setDrawn(false)} />
      </div>
      <Palette />
    </div>
  );
}
