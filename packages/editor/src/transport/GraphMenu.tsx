import { Menu } from '@mantine/core';
import {
  ChevronDown,
  Download,
  FolderOpen,
  LayoutTemplate,
  Save,
  Server,
  Settings2,
  Trash2,
  Upload,
} from 'lucide-react';
import { useRef } from 'react';
import { deleteGraph, exportGraph, importGraph, openDialog, openGraph, select } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { FilePicker } from '../ui/FilePicker.tsx';
import css from './GraphMenu.module.css';

const ICON = { size: 14, strokeWidth: 1.7 } as const;
const LATEST = 6;

/** The name of the open graph, and under it all that is done with graphs as a whole. */
export function GraphMenu() {
  const document = useEditor(({ graph }) => graph.document);
  const graphs = useEditor(({ catalogue }) => catalogue.graphs);
  const file = useRef<HTMLInputElement>(null);
  const others = graphs.filter(({ id }) => id !== document?.id).slice(0, LATEST);

  return (
    <>
      <Menu position="bottom-start" offset={6} width={244}>
        <Menu.Target>
          <button type="button" className={css.name} data-testid="graph-menu" title="Graphs and templates">
            <span>{document?.name ?? 'No graph open'}</span>
            <ChevronDown {...ICON} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<LayoutTemplate {...ICON} />} onClick={() => openDialog('templates')}>
            New graph from a template
          </Menu.Item>
          <Menu.Item leftSection={<Upload {...ICON} />} onClick={() => file.current?.click()}>
            Open a graph file
          </Menu.Item>
          <Menu.Item leftSection={<Server {...ICON} />} onClick={() => openDialog('image-servers')}>
            Image servers
          </Menu.Item>
          {document !== null && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<Settings2 {...ICON} />} onClick={() => select([])}>
                Name, size and length
              </Menu.Item>
              <Menu.Item leftSection={<Save {...ICON} />} onClick={() => openDialog('save-template')}>
                Save as template
              </Menu.Item>
              <Menu.Item leftSection={<Download {...ICON} />} onClick={exportGraph}>
                Export as a file
              </Menu.Item>
              <Menu.Item leftSection={<Trash2 {...ICON} />} onClick={() => void deleteGraph(document.id)}>
                Move to the trash
              </Menu.Item>
            </>
          )}
          {others.length > 0 && (
            <>
              <Menu.Divider />
              <Menu.Label>Latest graphs</Menu.Label>
              {others.map(({ id, name }) => (
                <Menu.Item key={id} leftSection={<FolderOpen {...ICON} />} onClick={() => void openGraph(id)}>
                  {name}
                </Menu.Item>
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <FilePicker ref={file} accept=".json,application/json" onPick={(picked) => void importGraph(picked)} />
    </>
  );
}
