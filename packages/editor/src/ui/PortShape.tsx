import { PORT_LOOK, type PortType } from '@epoch/graph-runtime/model';

interface PortShapeProps {
  readonly type: PortType;
  /** @unit px */
  readonly size?: number;
}

/** The mark of a port type: its colour and its shape, so that types are told apart without colour vision. */
export function PortShape({ type, size = 12 }: PortShapeProps) {
  return (
    <svg width={size} height={size} viewBox="-6 -6 12 12" aria-hidden="true" style={{ display: 'block', flex: 'none' }}>
      <g fill={`var(--port-${type})`} stroke="none">
        {outline(type)}
      </g>
    </svg>
  );
}

function outline(type: PortType) {
  switch (PORT_LOOK[type].shape) {
    case 'disc':
      return <circle r={4.9} />;
    case 'diamond':
      return <rect x={-4} y={-4} width={8} height={8} rx={1} transform="rotate(45)" />;
    case 'square':
      return <rect x={-4.4} y={-4.4} width={8.8} height={8.8} rx={1.4} />;
    case 'bar':
      return <rect x={-2.4} y={-5.2} width={4.8} height={10.4} rx={1.6} />;
    case 'triangle':
      return <path d="M-4.2 -5 5.4 0 -4.2 5Z" strokeLinejoin="round" />;
    case 'ring':
      return <circle r={3.7} fill="var(--canvas)" stroke={`var(--port-${type})`} strokeWidth={2.6} />;
    case 'half-disc':
      return <path d="M-2.6 -5.2A5.2 5.2 0 0 1-2.6 5.2Z" />;
    case 'dot':
      return <circle r={3.4} />;
  }
}
