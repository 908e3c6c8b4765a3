import type { PortType } from '@epoch/graph-runtime/model';
import { Handle, Position } from '@xyflow/react';
import { PortShape } from '../ui/PortShape.tsx';
import styles from './Socket.module.css';

interface SocketProps {
  readonly node: string;
  readonly port: string;
  readonly type: PortType;
  readonly side: 'in' | 'out';
}

/** Where a wire begins or ends. The mark is small, the place that takes the pointer is not. */
export function Socket({ node, port, type, side }: SocketProps) {
  return (
    <Handle
      id={port}
      type={side === 'in' ? 'target' : 'source'}
      position={side === 'in' ? Position.Left : Position.Right}
      className={`${styles.socket} nodrag`}
      data-testid={`socket-${node}-${side}-${port}`}
      data-type={type}
    >
      <PortShape type={type} size={13} />
    </Handle>
  );
}
