import { useEffect, useRef, useState } from 'react';
import { edgeInto } from '../inspector/param-state.ts';
import { latestPreview, onPreview, watchPreview } from '../previews/preview-registry.ts';
import { setParam } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { cardOf, selectedNode } from '../store/selectors.ts';
import { cssVars } from '../ui/css-vars.ts';
import { BoxHandle } from './BoxHandle.tsx';
import css from './KenBurnsBoxes.module.css';
import { type Box, type BoxName, boxesOf, fitBox, paramsOf } from './ken-burns.ts';

const NAMES: readonly BoxName[] = ['A', 'B'];
const WATCHED_PX = 512;

/**
 * The two boxes of the selected camera that goes from one to the other, over the picture that comes into it. A drag is one
 * undo step.
 */
export function KenBurnsBoxes({ ratio }: { readonly ratio: number }) {
  const node = useEditor(selectedNode);
  const card = useEditor((state) => cardOf(state, selectedNode(state)));
  const source = useEditor(({ graph }) => {
    if (graph.document === null || node === null) return null;
    return edgeInto(graph.document, node.id, 'image')?.from.node ?? null;
  });
  const boxes = node === null || card === null ? null : boxesOf(card, node);
  const { canvas, ownRatio } = useSourcePicture(boxes === null ? null : source);
  if (node === null || boxes === null) return null;

  const change = (name: BoxName, wanted: Box, gesture: string) => {
    const box = fitBox(wanted, boxes.limits);
    const params = paramsOf(name);
    for (const side of ['x', 'y', 'width'] as const) {
      if (box[side] !== boxes[name][side]) setParam(node.id, params[side], box[side], gesture);
    }
  };
  return (
    <div className={css.over} data-testid="ken-burns">
      <div className={css.picture} style={cssVars({ '--box-ratio': ownRatio ?? ratio })}>
        <canvas ref={canvas} hidden={ownRatio === null} />
        {NAMES.map((name) => (
          <BoxHandle
            key={name}
            name={name}
            box={boxes[name]}
            limits={boxes.limits}
            onChange={(box, gesture) => change(name, box, gesture)}
          />
        ))}
      </div>
    </div>
  );
}

/** What comes into the node, as it was drawn last. `ownRatio` is null while there is no such picture. */
function useSourcePicture(source: string | null) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [ownRatio, setOwnRatio] = useState<number | null>(null);
  useEffect(() => {
    if (source === null) return setOwnRatio(null);
    const draw = () => {
      const preview = latestPreview(source);
      setOwnRatio(preview === null ? null : preview.bitmap.width / preview.bitmap.height);
      if (preview === null || canvas.current === null) return;
      canvas.current.width = preview.bitmap.width;
      canvas.current.height = preview.bitmap.height;
      canvas.current.getContext('2d')?.drawImage(preview.bitmap, 0, 0);
    };
    const unwatch = watchPreview(source, WATCHED_PX);
    const unlisten = onPreview(source, draw);
    draw();
    return () => {
      unlisten();
      unwatch();
    };
  }, [source]);
  return { canvas, ownRatio };
}
