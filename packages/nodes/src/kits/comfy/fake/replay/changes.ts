import { isObject, type Json, type JsonObject } from '../json.ts';

type Change = (nodes: Record<string, ChangedNode>) => void;
interface ChangedNode {
  class_type?: Json;
  inputs?: JsonObject;
  _meta?: Json;
}

function input(node: string, name: string, value: Json): Change {
  return (nodes) => {
    const { inputs } = nodes[node] ?? {};
    if (inputs !== undefined) inputs[name] = value;
  };
}

function without(node: string, ...names: readonly string[]): Change {
  return (nodes) => {
    for (const name of names) delete nodes[node]?.inputs?.[name];
  };
}

function both(...changes: readonly Change[]): Change {
  return (nodes) => {
    for (const change of changes) change(nodes);
  };
}

function classOf(node: string, type: Json): Change {
  return (nodes) => {
    nodes[node] = { ...nodes[node], class_type: type };
  };
}

/** The way of txt2img to a picture as input: VAEEncode in node 4, fed from the node given. */
function encodeFrom(source: string): Change {
  return (nodes) => {
    nodes['4'] = { class_type: 'VAEEncode', inputs: { pixels: [source, 0], vae: ['1', 2] } };
  };
}

/** How the recorded refusals differ from the txt2img prompt that they start from, by their names. */
export const CHANGES: Readonly<Record<string, Change>> = {
  'missing node type': classOf('6', 'NoSuchNode'),
  'missing node type with _meta.title': (nodes) => {
    nodes['6'] = { ...nodes['6'], class_type: 'NoSuchNode', _meta: { title: 'My node' } };
  },
  'unknown class on a node no output needs': (nodes) => {
    nodes['99'] = { class_type: 'NoSuchNode', inputs: {} };
  },
  'no class_type key': (nodes) => {
    delete nodes['6']?.class_type;
  },
  'no class_type': (nodes) => {
    delete nodes['6']?.class_type;
  },
  'class_type null': classOf('6', null),
  'no inputs key': (nodes) => {
    delete nodes['6']?.inputs;
  },
  'missing required input (value)': without('5', 'seed'),
  'missing input': without('5', 'seed'),
  'missing required input (link)': without('5', 'model'),
  'two missing inputs and a bad value in one node': both(without('5', 'model', 'cfg'), input('5', 'steps', 0)),
  'errors in two nodes': both(without('2', 'text'), input('5', 'steps', 0)),
  'extra unknown input': input('5', 'nonsense', 1),
  'value not in short list (sampler, more than 20 entries)': input('5', 'sampler_name', 'nosuch'),
  'sampler not in list': input('5', 'sampler_name', 'x'),
  'value not in list (scheduler, 9 entries)': input('5', 'scheduler', 'nosuch'),
  'checkpoint missing': input('1', 'ckpt_name', 'missing.safetensors'),
  'value below min': input('5', 'steps', 0),
  'below min': input('5', 'steps', 0),
  'value above max': input('5', 'denoise', 1.2),
  'negative denoise': input('5', 'denoise', -0.1),
  'width not a multiple of the step': input('4', 'width', 65),
  'width below min': input('4', 'width', 8),
  'wrong type of link (CLIP into MODEL)': input('5', 'model', ['1', 1]),
  'bad output index': input('5', 'model', ['1', 9]),
  'negative output index': input('5', 'model', ['1', -1]),
  'output index as text': input('5', 'model', ['1', '0']),
  'output index as float': input('5', 'model', ['1', 0.5]),
  'link to a node that is not there': input('5', 'model', ['77', 0]),
  'link to nothing': input('5', 'model', ['77', 0]),
  'link node id as number': input('5', 'model', [1, 0]),
  'link of three elements': input('5', 'model', ['1', 0, 0]),
  'link of one element': input('5', 'model', ['1']),
  'literal where a link is needed': input('5', 'model', 'x'),
  'link where a literal is usual (steps from a latent)': input('5', 'steps', ['4', 0]),
  'missing input of the output node itself': without('7', 'filename_prefix'),
  'output node: missing link': without('7', 'images'),
  'errors in the output node and further up': both(without('7', 'filename_prefix'), input('5', 'steps', 0)),
  'two output nodes, both bad': both(input('5', 'steps', 0), (nodes) => {
    nodes['8'] = { class_type: 'PreviewImage', inputs: { images: ['6', 0] } };
  }),
  'LoadImage of a missing file': (nodes) => {
    nodes['4'] = { class_type: 'LoadImage', inputs: { image: 'missing.png' } };
    nodes['9'] = { class_type: 'VAEEncode', inputs: { pixels: ['4', 0], vae: ['1', 2] } };
    input('5', 'latent_image', ['9', 0])(nodes);
  },
  'LoadImage missing file': (nodes) => {
    for (const id of Object.keys(nodes)) delete nodes[id];
    nodes['1'] = { class_type: 'LoadImage', inputs: { image: 'no.png' } };
    nodes['2'] = { class_type: 'SaveImage', inputs: { images: ['1', 0], filename_prefix: 'x' } };
  },
  'no output node': (nodes) => {
    delete nodes['7'];
  },
  'no output': (nodes) => {
    delete nodes['7'];
  },
  'empty graph': (nodes) => {
    for (const id of Object.keys(nodes)) delete nodes[id];
  },
  cycle: encodeFrom('6'),
  'node linked to itself': (nodes) => {
    nodes['4'] = { class_type: 'RepeatLatentBatch', inputs: { samples: ['4', 0], amount: 1 } };
  },
  'text for an int, a number': input('5', 'steps', '2'),
  'text for an int, a word': input('5', 'steps', 'two'),
  'text for an int, 2.0': input('5', 'steps', '2.0'),
  'empty text for an int': input('5', 'steps', ''),
  'bool for an int': input('5', 'steps', true),
  'false for an int with min 1': input('5', 'steps', false),
  'float for an int': input('5', 'steps', 2.9),
  'null for an int': input('5', 'steps', null),
  'object for an int': input('5', 'steps', {}),
  'list for an int': input('5', 'steps', [2]),
  'number for a text': input('2', 'text', 5),
  'null for a text': input('2', 'text', null),
  'list for a text': input('2', 'text', ['a']),
  'two-element list of text for a text': input('2', 'text', ['a', 'b']),
  'bool for a list choice': input('5', 'scheduler', true),
  'null for a list choice': input('5', 'scheduler', null),
  'seed 2^64-1': input('5', 'seed', 18446744073709551615n),
  'seed 2^64': input('5', 'seed', 18446744073709551616n),
  'seed -1': input('5', 'seed', -1),
  'seed 1e19 float': input('5', 'seed', 1e19),
  'seed 18446744073709552000 (what JSON.stringify makes of 2^64-1)': input('5', 'seed', 18446744073709552000n),
  'cfg NaN': input('5', 'cfg', Number.NaN),
  'cfg Infinity': input('5', 'cfg', Number.POSITIVE_INFINITY),
};

/** The prompt of a recorded refusal; undefined when no change goes by this name. */
export function changedPrompt(base: JsonObject, name: string): unknown {
  const change = CHANGES[name];
  if (change === undefined) return undefined;
  const nodes: Record<string, ChangedNode> = {};
  for (const [id, node] of Object.entries(structuredClone(base))) {
    if (isObject(node) && isObject(node.inputs)) nodes[id] = { ...node, inputs: node.inputs };
  }
  change(nodes);
  return nodes;
}
