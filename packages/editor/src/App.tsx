import { MantineProvider } from '@mantine/core';
import { type CSSProperties, useEffect } from 'react';
import styles from './App.module.css';
import { Canvas } from './canvas/Canvas.tsx';
import { Dialogs } from './dialogs/Dialogs.tsx';
import { Inspector } from './inspector/Inspector.tsx';
import { useShortcuts } from './keys/use-shortcuts.ts';
import { Notices } from './layout/Notices.tsx';
import { PanelEdge } from './layout/PanelEdge.tsx';
import { Monitor } from './monitor/Monitor.tsx';
import { PaletteDrawer } from './palette/PaletteDrawer.tsx';
import { StatusLine } from './problems/StatusLine.tsx';
import { useEditor } from './store/editor-store.ts';
import { currentProduction } from './store/selectors.ts';
import type { Panel } from './store/state.ts';
import { DEFAULT_PANELS, timelinePanel } from './store/view-slice.ts';
import { FirstRun } from './templates/FirstRun.tsx';
import { mantineTheme } from './theme/mantine-theme.ts';
import { Timeline } from './timeline/Timeline.tsx';
import { TopBar } from './transport/TopBar.tsx';
import { useNarrow } from './ui/use-narrow.ts';

/** As high as its lanes need until a person drags its edge, then as high as they want it. */
function timelineHeight({ size, open }: Panel, usualSize: number): string {
  if (!open) return '26px';
  return size === usualSize ? `fit-content(${size}px)` : `${size}px`;
}

/** The page: a bar above, nodes left, the graph in the middle, the film and its settings right, time below. */
export function App() {
  const theme = useEditor(({ view }) => view.theme);
  const panels = useEditor(({ view }) => view.panels);
  const { palette, side, monitor } = panels;
  const timeline = timelinePanel(useNarrow());
  const name = useEditor(({ graph }) => graph.document?.name ?? null);
  const open = name !== null;
  const aspectRatio = useEditor((state) => {
    const film = currentProduction(state)?.settings ?? state.graph.document?.settings;
    return film === undefined ? '16 / 9' : `${film.width} / ${film.height}`;
  });
  useShortcuts();
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    document.title = name === null ? 'EpochStreamer' : `${name} - EpochStreamer`;
  }, [name]);

  const sizes: CSSProperties & Record<`--${string}`, string> = {
    '--palette': palette.open ? `${palette.size}px` : '0px',
    '--side': side.open ? `${side.size}px` : '0px',
    '--timeline': timelineHeight(panels[timeline], DEFAULT_PANELS[timeline].size),
  };

  return (
    <MantineProvider theme={mantineTheme} forceColorScheme={theme}>
      <div className={styles.page} style={sizes}>
        <header className={styles.top}>
          <TopBar />
        </header>
        <PaletteDrawer className={styles.palette ?? ''} open={palette.open} />
        <main className={styles.canvas}>{open ? <Canvas /> : <FirstRun />}</main>
        <aside className={styles.side} data-open={side.open ? '' : undefined}>
          <PanelEdge panel="side" side="left" title="inspector" />
          {side.open ? (
            <>
              <div className={styles.monitor} data-open={monitor.open ? '' : undefined} style={{ aspectRatio }}>
                {monitor.open ? <Monitor /> : null}
                <PanelEdge panel="monitor" side="bottom" title="monitor" fixed />
              </div>
              <div className={styles.inspector}>
                <Inspector />
              </div>
            </>
          ) : null}
        </aside>
        <section className={styles.timeline} aria-label="Timeline">
          <PanelEdge panel={timeline} side="top" title="timeline" />
          <div className={styles.lanes}>
            <Timeline />
          </div>
        </section>
        <footer className={styles.status}>
          <StatusLine />
        </footer>
      </div>
      <Dialogs />
      <Notices />
    </MantineProvider>
  );
}
