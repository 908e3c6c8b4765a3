import { Upload, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useEditor } from '../store/editor-store.ts';
import { IconButton } from '../ui/IconButton.tsx';
import css from './PictureChoice.module.css';
import { type DraftPicture, nameOf } from './teleport-draft.ts';

interface PictureChoiceProps {
  readonly picture: DraftPicture | null;
  readonly onPicture: (picture: DraftPicture | null) => void;
  /** Opens the system's own window. */
  readonly onChoose: () => void;
}

const THUMBNAIL_PX = 160;

/** The picture that was chosen; before that, the ones of the asset store and the way to bring another. */
export function PictureChoice({ picture, onPicture, onChoose }: PictureChoiceProps) {
  const assets = useEditor(({ catalogue }) => catalogue.assets);
  const url = usePictureUrl(picture);
  if (picture !== null) {
    return (
      <div className={css.chosen} data-testid="teleport-picture">
        {url !== null && <img src={url} alt="" />}
        <span>{nameOf(picture)}</span>
        <IconButton icon={X} label="Choose another picture" onClick={() => onPicture(null)} />
      </div>
    );
  }
  return (
    <div className={css.strip}>
      <button type="button" className={css.bring} data-testid="teleport-choose" onClick={onChoose}>
        <Upload size={14} strokeWidth={1.7} aria-hidden />
        Choose a file
      </button>
      {assets
        .filter(({ kind }) => kind === 'image')
        .map(({ name, url: assetUrl }) => (
          <button
            key={name}
            type="button"
            className={css.tile}
            title={name}
            aria-label={`Take ${name}`}
            data-testid={`teleport-asset-${name}`}
            onClick={() => onPicture({ kind: 'asset', name, url: assetUrl })}
          >
            <img src={`${assetUrl}?width=${THUMBNAIL_PX}`} alt="" loading="lazy" />
          </button>
        ))}
    </div>
  );
}

/** An address for a picture that only this browser has, given back when another one is shown. */
function usePictureUrl(picture: DraftPicture | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (picture === null) return setUrl(null);
    if (picture.kind === 'asset') return setUrl(`${picture.url}?width=${THUMBNAIL_PX}`);
    const own = URL.createObjectURL(picture.file);
    setUrl(own);
    return () => URL.revokeObjectURL(own);
  }, [picture]);
  return url;
}
