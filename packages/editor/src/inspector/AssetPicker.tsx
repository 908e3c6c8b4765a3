import { Popover } from '@mantine/core';
import { ChevronDown, FileAudio, ImageOff, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { uploadAsset } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { FilePicker } from '../ui/FilePicker.tsx';
import css from './AssetPicker.module.css';

interface AssetPickerProps {
  readonly label: string;
  readonly accept: 'image' | 'audio';
  /** Name in the asset store; '' for none. */
  readonly value: string;
  readonly onChange: (asset: string) => void;
  readonly disabled: boolean;
  readonly testId: string;
}

const ICON = { size: 14, strokeWidth: 1.7 } as const;
const THUMBNAIL_PX = 160;

/** Chooses a picture or a sound of the asset store, or brings a new one in. */
export function AssetPicker({ label, accept, value, onChange, disabled, testId }: AssetPickerProps) {
  const assets = useEditor(({ catalogue }) => catalogue.assets);
  const [open, setOpen] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const choices = assets.filter(({ kind }) => kind === accept);
  const chosen = assets.find(({ name }) => name === value);

  const choose = (name: string) => {
    onChange(name);
    setOpen(false);
  };
  const bringIn = async (picked: File) => {
    const asset = await uploadAsset(picked);
    if (asset !== null) choose(asset.name);
  };

  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width="target" offset={4} trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={css.picker}
          disabled={disabled}
          aria-label={label}
          data-testid={testId}
          onClick={() => setOpen(!open)}
        >
          {chosen?.kind === 'image' && <img src={`${chosen.url}?width=${THUMBNAIL_PX}`} alt="" />}
          <span data-none={value === '' || undefined}>{value === '' ? 'None chosen' : value}</span>
          <ChevronDown {...ICON} />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={css.dropdown}>
        <div className={css.grid}>
          <button type="button" className={css.tile} data-on={value === '' || undefined} onClick={() => choose('')}>
            <ImageOff {...ICON} />
            <span>None</span>
          </button>
          {choices.map(({ name, url, kind }) => (
            <button
              key={name}
              type="button"
              className={css.tile}
              data-on={name === value || undefined}
              title={name}
              onClick={() => choose(name)}
            >
              {kind === 'image' ? <img src={`${url}?width=${THUMBNAIL_PX}`} alt="" /> : <FileAudio {...ICON} />}
              <span>{name}</span>
            </button>
          ))}
        </div>
        <button type="button" className={css.upload} onClick={() => file.current?.click()}>
          <Upload {...ICON} />
          {accept === 'image' ? 'Bring in a picture' : 'Bring in a sound'}
        </button>
        <FilePicker
          ref={file}
          accept={`${accept}/*`}
          testId={`${testId}-file`}
          onPick={(picked) => void bringIn(picked)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
