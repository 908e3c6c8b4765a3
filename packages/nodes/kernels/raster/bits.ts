// A stream of bits, lowest first, as deflate wants them. These variables are this thread's own (see scratch.ts).

export let bitsAt: usize = 0;
export let bits: u64 = 0;
export let bitCount: u32 = 0;

export function openBits(at: usize): void {
  bitsAt = at;
  bits = 0;
  bitCount = 0;
}

/** Takes the state back from a loop that kept it in locals. */
export function setBits(at: usize, value: u64, count: u32): void {
  bitsAt = at;
  bits = value;
  bitCount = count;
}

/** Appends up to 32 bits. */
export function putBits(value: u32, count: u32): void {
  bits |= (<u64>value) << bitCount;
  bitCount += count;
  while (bitCount >= 8) {
    store<u8>(bitsAt++, <u8>bits);
    bits >>= 8;
    bitCount -= 8;
  }
}

/** Fills the last byte with zeros and returns where the stream ends. */
export function closeBits(): usize {
  if (bitCount > 0) {
    store<u8>(bitsAt++, <u8>bits);
    bits = 0;
    bitCount = 0;
  }
  return bitsAt;
}
