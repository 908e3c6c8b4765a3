import { param, port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';

/** A text to wire to any number of sockets; with keys it changes at set frames. */
export const node = defineNode({
  type: 'Text',
  version: 1,
  title: 'Text',
  category: 'direct',
  icon: 'M5 7V5h14v2M12 5v14M9 19h6',
  doc: 'One text for many sockets, such as a prompt that two engines share.',
  inputs: {},
  outputs: {
    text: port.text({ doc: 'The text of this frame.' }),
  },
  params: {
    text: param.text({
      default: 'ringed planet, purple nebula, stars',
      maxLength: 20_000,
      widget: 'prompt',
      doc: 'The text.',
    }),
  },
  varies: 'inputs',
  evaluate: ({ params }) => ({ text: params.text }),
});
