import { Fragment } from 'react';
import css from './Markdown.module.css';
import { type Block, blocksOf, type Inline } from './markdown.ts';

/** A help page, drawn from its blocks. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className={css.page}>
      {blocksOf(text).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes its order
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <h5>{inlines(block.text)}</h5>;
    case 'paragraph':
      return <p>{inlines(block.text)}</p>;
    case 'code':
      return <pre>{block.code}</pre>;
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item) => (
            <li key={item.map(({ text }) => text).join('')}>{inlines(item)}</li>
          ))}
        </List>
      );
    }
    case 'table':
      return (
        <table>
          <tbody>
            {block.rows.map((row) => (
              <tr
                key={row
                  .flat()
                  .map(({ text }) => text)
                  .join('|')}
              >
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their order
                  <td key={column}>{inlines(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}

function inlines(parts: readonly Inline[]) {
  return parts.map(({ kind, text }, index) => {
    const key = `${index}-${text}`;
    if (kind === 'code') return <code key={key}>{text}</code>;
    if (kind === 'strong') return <strong key={key}>{text}</strong>;
    return kind === 'emphasis' ? <em key={key}>{text}</em> : <Fragment key={key}>{text}</Fragment>;
  });
}
