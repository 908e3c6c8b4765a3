interface NodeIconProps {
  /** SVG path data in a 24 x 24 box, from the card. */
  readonly path: string | undefined;
  /** @unit px */
  readonly size?: number;
  readonly className?: string | undefined;
}

/** The icon of a node type, in the same line as every other icon. */
export function NodeIcon({ path, size = 14, className }: NodeIconProps) {
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: 'none' }}
    >
      <path d={path ?? 'M4 4h16v16H4zM9 9h6v6H9z'} />
    </svg>
  );
}
