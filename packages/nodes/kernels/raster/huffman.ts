// Huffman codes for deflate (RFC 1951): lengths from frequencies, and canonical codes from lengths.

/** Symbols of the largest alphabet, rounded up. */
export const MOST_SYMBOLS: i32 = 320;
/** Bytes of workspace `buildLengths` needs: order, weights and parents of 2 x 320 nodes, 4 bytes each. */
export const TREE_BYTES: usize = 3 * 2 * 320 * 4;

/**
 * Code lengths (one byte to a symbol, 0 for symbols that do not occur) of an optimal prefix code. When the tree would be
 * deeper than `limit`, the frequencies are flattened until it is not; they are changed then. A single symbol gets length 1.
 */
export function buildLengths(frequencies: usize, count: i32, limit: i32, lengths: usize, workspace: usize): void {
  const order = workspace;
  const weights = order + 4 * 2 * MOST_SYMBOLS;
  const parents = weights + 4 * 2 * MOST_SYMBOLS;
  for (;;) {
    memory.fill(lengths, 0, count);
    const used = sortByFrequency(frequencies, count, order);
    for (let i: i32 = 0; i < used; i++) store<u32>(weights + 4 * i, load<u32>(frequencies + 4 * load<i32>(order + 4 * i)));
    if (used == 0) return;
    joinNodes(weights, parents, used);
    if (assignDepths(order, parents, used, lengths) <= limit) return;
    for (let i: i32 = 0; i < count; i++) {
      const frequency = load<u32>(frequencies + 4 * i);
      if (frequency) store<u32>(frequencies + 4 * i, (frequency + 1) >> 1);
    }
  }
}

/** Writes the symbols that occur, rarest first, and returns how many. Insertion sort: they are few. */
function sortByFrequency(frequencies: usize, count: i32, order: usize): i32 {
  let used: i32 = 0;
  for (let symbol: i32 = 0; symbol < count; symbol++) {
    const frequency = load<u32>(frequencies + 4 * symbol);
    if (frequency == 0) continue;
    let at = used++;
    while (at > 0 && load<u32>(frequencies + 4 * load<i32>(order + 4 * (at - 1))) > frequency) {
      store<i32>(order + 4 * at, load<i32>(order + 4 * (at - 1)));
      at--;
    }
    store<i32>(order + 4 * at, symbol);
  }
  return used;
}

/** Joins the two lightest nodes again and again. Leaves and joined nodes are both sorted, so two cursors find them. */
function joinNodes(weights: usize, parents: usize, leaves: i32): void {
  let leaf: i32 = 0;
  let joint = leaves;
  for (let node = leaves; node < 2 * leaves - 1; node++) {
    let weight: u32 = 0;
    for (let child: i32 = 0; child < 2; child++) {
      const takeLeaf =
        leaf < leaves && (joint >= node || load<u32>(weights + 4 * leaf) <= load<u32>(weights + 4 * joint));
      const chosen = takeLeaf ? leaf++ : joint++;
      weight += load<u32>(weights + 4 * chosen);
      store<i32>(parents + 4 * chosen, node);
    }
    store<u32>(weights + 4 * node, weight);
  }
}

/** Walks from the root to the leaves, turning parents into depths; returns the greatest. */
function assignDepths(order: usize, parents: usize, leaves: i32, lengths: usize): i32 {
  if (leaves == 1) {
    store<u8>(lengths + load<i32>(order), 1);
    return 1;
  }
  let deepest: i32 = 0;
  store<i32>(parents + 4 * (2 * leaves - 2), 0);
  for (let node = 2 * leaves - 3; node >= 0; node--) {
    const depth = load<i32>(parents + 4 * load<i32>(parents + 4 * node)) + 1;
    store<i32>(parents + 4 * node, depth);
    if (node < leaves) {
      store<u8>(lengths + load<i32>(order + 4 * node), depth);
      deepest = max(deepest, depth);
    }
  }
  return deepest;
}

/** Canonical codes, bits reversed as deflate sends them: code << 5 | length, 4 bytes to a symbol. */
export function buildCodes(lengths: usize, count: i32, codes: usize): void {
  let code: u32 = 0;
  for (let length: i32 = 1; length <= 15; length++) {
    code <<= 1;
    for (let symbol: i32 = 0; symbol < count; symbol++) {
      if (load<u8>(lengths + symbol) != length) continue;
      store<u32>(codes + 4 * symbol, (reverse(code, length) << 5) | length);
      code++;
    }
  }
}

function reverse(code: u32, length: i32): u32 {
  let reversed: u32 = 0;
  for (let i: i32 = 0; i < length; i++) {
    reversed = (reversed << 1) | (code & 1);
    code >>= 1;
  }
  return reversed;
}
