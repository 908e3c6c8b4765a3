// Deflate (RFC 1951) for filtered scanlines: literals and runs (matches at distance 1) with a Huffman code for each block.
// On the noise that a Paeth filter leaves, longer matches are so rare that searching for them costs twenty times the time
// and saves nothing; on flat and black areas runs are all there is.
import { bitCount, bits, bitsAt, closeBits, openBits, putBits, setBits } from './bits';
import { buildCodes, buildLengths, MOST_SYMBOLS, TREE_BYTES } from './huffman';

const END_OF_BLOCK: i32 = 256;
const LITERAL_SYMBOLS: i32 = 286;
/** One bit less than deflate allows, so that four codes and seven bits fit into 64. */
const LONGEST_CODE: i32 = 14;
const LEAST_RUN: i32 = 4;
const LONGEST_RUN: i32 = 258;

// The workspace: four histograms (so that equal bytes in a row do not wait for each other), code lengths, codes, the code
// of each run length, the code-length alphabet, and the tree builder's own.
const HISTOGRAM: usize = 4 * MOST_SYMBOLS;
const LENGTHS: usize = 4 * HISTOGRAM;
const CODES: usize = LENGTHS + MOST_SYMBOLS;
const RUN_CODES: usize = CODES + 4 * MOST_SYMBOLS;
const HEADER: usize = RUN_CODES + 4 * (LONGEST_RUN + 6);
const HEADER_FREQUENCIES: usize = HEADER + 2 * 2 * MOST_SYMBOLS;
const HEADER_LENGTHS: usize = HEADER_FREQUENCIES + 4 * 32;
const HEADER_CODES: usize = HEADER_LENGTHS + 32;
const TREE: usize = HEADER_CODES + 4 * 32;

/** The order in which the lengths of the code-length code are sent. */
const HEADER_ORDER = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

/** Bytes of workspace a block needs; a multiple of four. */
export function deflateWorkspace(): i32 {
  return TREE + TREE_BYTES;
}

/**
 * Compresses scanlines of `rowBytes` bytes in blocks of `blockRows` rows, for each of which there is a desk of `deskBytes`
 * bytes: its workspace, its length (4 bytes) and what it came to. Laid one after another the blocks are one deflate
 * stream, whoever compressed which. A block belongs to the band `y0` to `y1` that its first row lies in.
 */
export function deflateRows(
  bytes: usize, rowBytes: i32, rows: i32, blockRows: i32, desks: usize, deskBytes: i32, y0: i32, y1: i32,
): void {
  for (let block = (y0 + blockRows - 1) / blockRows; block * blockRows < y1; block++) {
    const desk = desks + <usize>block * deskBytes;
    const firstRow = block * blockRows;
    const lastRow = min(firstRow + blockRows, rows);
    const out = desk + deflateWorkspace() + 4;
    deflateBlock(bytes, firstRow * rowBytes, lastRow * rowBytes, lastRow == rows, out, desk);
    store<u32>(out - 4, <u32>(closeBits() - out));
  }
}

function deflateBlock(bytes: usize, from: i32, to: i32, isLast: bool, out: usize, workspace: usize): void {
  openBits(out);
  countSymbols(bytes, from, to, workspace);
  buildLengths(workspace, LITERAL_SYMBOLS, LONGEST_CODE, workspace + LENGTHS, workspace + TREE);
  buildCodes(workspace + LENGTHS, LITERAL_SYMBOLS, workspace + CODES);
  buildRunCodes(workspace);
  putBits(isLast ? 1 : 0, 1);
  putBits(2, 2);
  writeHeader(workspace);
  writeSymbols(bytes, from, to, workspace);
  if (isLast) return;
  // An empty stored block ends at a whole byte, where the next block can begin.
  putBits(0, 3);
  setBits(closeBits(), 0, 0);
  putBits(0xffff0000, 32);
}

/** Whether four bytes repeat the byte before them. Both passes ask at the same places, so they agree. */
@inline
function runStarts(bytes: usize, at: i32): bool {
  return at > 0 && load<u32>(bytes + at) == load<u32>(bytes + at - 1);
}

function runLength(bytes: usize, at: i32, to: i32): i32 {
  const limit = min(to - at, LONGEST_RUN);
  const same = i8x16.splat(load<u8>(bytes + at));
  let length = LEAST_RUN;
  while (length + 16 <= limit && i8x16.all_true(i8x16.eq(v128.load(bytes + at + length), same))) length += 16;
  while (length < limit && load<u8>(bytes + at + length) == load<u8>(bytes + at)) length++;
  return length;
}

function countSymbols(bytes: usize, from: i32, to: i32, workspace: usize): void {
  memory.fill(workspace, 0, 4 * HISTOGRAM);
  let at = from;
  while (at + 4 <= to) {
    if (runStarts(bytes, at)) {
      const length = runLength(bytes, at, to);
      count(workspace, runSymbol(length));
      at += length;
      continue;
    }
    const four = load<u32>(bytes + at);
    count(workspace, four & 255);
    count(workspace + HISTOGRAM, (four >> 8) & 255);
    count(workspace + 2 * HISTOGRAM, (four >> 16) & 255);
    count(workspace + 3 * HISTOGRAM, four >> 24);
    at += 4;
  }
  for (; at < to; at++) count(workspace, load<u8>(bytes + at));
  count(workspace, END_OF_BLOCK);
  for (let i: usize = 0; i < HISTOGRAM; i += 16) {
    const first = i32x4.add(v128.load(workspace + i), v128.load(workspace + HISTOGRAM + i));
    const last = i32x4.add(v128.load(workspace + 2 * HISTOGRAM + i), v128.load(workspace + 3 * HISTOGRAM + i));
    v128.store(workspace + i, i32x4.add(first, last));
  }
}

@inline
function count(histogram: usize, symbol: u32): void {
  const place = histogram + 4 * symbol;
  store<u32>(place, load<u32>(place) + 1);
}

/** Extra bits of a run length: none up to 10, then one more for every four symbols; 258 has its own symbol. */
@inline
function extraBits(length: i32): i32 {
  return length < 11 || length == LONGEST_RUN ? 0 : 29 - clz(length - 3);
}

@inline
function runSymbol(length: i32): i32 {
  if (length == LONGEST_RUN) return 285;
  const extra = extraBits(length);
  return 257 + 4 * extra + ((length - 3) >> extra);
}

/** Whole codes of runs: length symbol, extra bits, and the one distance code, which is a single 0 bit. */
function buildRunCodes(workspace: usize): void {
  for (let length = LEAST_RUN; length <= LONGEST_RUN; length++) {
    const code = load<u32>(workspace + CODES + 4 * runSymbol(length));
    const extra = extraBits(length);
    const codeBits = code & 31;
    const rest = <u32>(length - 3) & ((1 << extra) - 1);
    const whole = (code >> 5) | (rest << codeBits);
    store<u32>(workspace + RUN_CODES + 4 * length, (whole << 5) | (codeBits + extra + 1));
  }
}

/** Sends the code lengths of both alphabets, run-length coded and Huffman coded themselves. */
function writeHeader(workspace: usize): void {
  const lengths = workspace + LENGTHS;
  let literals = LITERAL_SYMBOLS;
  while (literals > 257 && load<u8>(lengths + literals - 1) == 0) literals--;
  // Behind the literal lengths comes the single distance code, of one bit.
  store<u8>(lengths + literals, 1);
  const symbols = packLengths(lengths, literals + 1, workspace);
  store<u8>(lengths + literals, 0);
  buildLengths(workspace + HEADER_FREQUENCIES, 19, 7, workspace + HEADER_LENGTHS, workspace + TREE);
  buildCodes(workspace + HEADER_LENGTHS, 19, workspace + HEADER_CODES);
  let sent: i32 = 19;
  while (sent > 4 && load<u8>(workspace + HEADER_LENGTHS + load<u8>(HEADER_ORDER + sent - 1)) == 0) sent--;
  putBits(literals - 257, 5);
  putBits(0, 5);
  putBits(sent - 4, 4);
  for (let i: i32 = 0; i < sent; i++) putBits(load<u8>(workspace + HEADER_LENGTHS + load<u8>(HEADER_ORDER + i)), 3);
  for (let i: i32 = 0; i < symbols; i++) {
    const symbol = <i32>load<u8>(workspace + HEADER + 2 * i);
    const code = load<u32>(workspace + HEADER_CODES + 4 * symbol);
    putBits(code >> 5, code & 31);
    if (symbol >= 16) putBits(load<u8>(workspace + HEADER + 2 * i + 1), symbol == 16 ? 2 : symbol == 17 ? 3 : 7);
  }
}

/** Turns code lengths into pairs (symbol of the code-length alphabet, repeat count) and counts the symbols. */
function packLengths(lengths: usize, total: i32, workspace: usize): i32 {
  memory.fill(workspace + HEADER_FREQUENCIES, 0, 4 * 19);
  let written: i32 = 0;
  let at: i32 = 0;
  while (at < total) {
    const length = load<u8>(lengths + at);
    let same: i32 = 1;
    while (at + same < total && load<u8>(lengths + at + same) == length) same++;
    let symbol: i32 = length;
    let repeat: i32 = 0;
    let covered: i32 = 1;
    if (length == 0 && same >= 3) {
      covered = min(same, 138);
      symbol = covered < 11 ? 17 : 18;
      repeat = covered - (covered < 11 ? 3 : 11);
    } else if (at > 0 && same >= 3 && load<u8>(lengths + at - 1) == length) {
      covered = min(same, 6);
      symbol = 16;
      repeat = covered - 3;
    }
    store<u8>(workspace + HEADER + 2 * written, symbol);
    store<u8>(workspace + HEADER + 2 * written + 1, repeat);
    count(workspace + HEADER_FREQUENCIES, symbol);
    written++;
    at += covered;
  }
  return written;
}

/**
 * The block itself. The bit stream is kept in locals, and four literals go out at once without a branch: this loop is most
 * of the time of an encoding. Up to seven bits wait between two steps, so that four codes always fit into 64.
 */
function writeSymbols(bytes: usize, from: i32, to: i32, workspace: usize): void {
  const codes = workspace + CODES;
  let out = bitsAt;
  let value = bits;
  let held = bitCount;
  let at = from;
  while (at + 4 <= to) {
    if (runStarts(bytes, at)) {
      const length = runLength(bytes, at, to);
      const code = load<u32>(workspace + RUN_CODES + 4 * length);
      value |= (<u64>(code >> 5)) << held;
      held += code & 31;
      at += length;
    } else {
      const four = load<u32>(bytes + at);
      const a = load<u32>(codes + 4 * (four & 255));
      const b = load<u32>(codes + 4 * ((four >> 8) & 255));
      const c = load<u32>(codes + 4 * ((four >> 16) & 255));
      const d = load<u32>(codes + 4 * (four >> 24));
      const first = <u64>((a >> 5) | ((b >> 5) << (a & 31)));
      const last = <u64>((c >> 5) | ((d >> 5) << (c & 31)));
      const firstBits = (a & 31) + (b & 31);
      value |= (first | (last << firstBits)) << held;
      held += firstBits + (c & 31) + (d & 31);
      at += 4;
    }
    store<u64>(out, value);
    out += held >> 3;
    value >>= held & 56;
    held &= 7;
  }
  setBits(out, value, held);
  for (; at < to; at++) putCode(load<u32>(codes + 4 * load<u8>(bytes + at)));
  putCode(load<u32>(codes + 4 * END_OF_BLOCK));
}

@inline
function putCode(code: u32): void {
  putBits(code >> 5, code & 31);
}
