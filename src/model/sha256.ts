/**
 * SHA-256 (FIPS 180-4). The browser's own is used where it exists; it is withheld from pages that
 * are not a secure context, such as a phone that opens the studio over plain HTTP from the local
 * network, and weights are checked there too.
 */

/** @returns the digest as 64 lower-case hexadecimal digits */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = globalThis.crypto?.subtle;
  const digest = subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : sha256InScript(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The first 32 bits of the fractional part of the cube (k) and square (h) roots of the first primes. */
const { ROUND_CONSTANTS, INITIAL_HASH } = (() => {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  const fraction = (root: number) => Math.floor((root % 1) * 2 ** 32);
  return {
    ROUND_CONSTANTS: Uint32Array.from(primes, (p) => fraction(Math.cbrt(p))),
    INITIAL_HASH: Uint32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p))),
  };
})();

const BLOCK = 64;

/** About 100 MB/s; exported for its test. */
export function sha256InScript(bytes: Uint8Array): Uint8Array {
  // The message, a one bit, zeros, and the length in bits as a 64-bit big-endian number.
  const whole = Math.floor(bytes.length / BLOCK) * BLOCK;
  const rest = bytes.length - whole;
  const tail = new Uint8Array(rest < BLOCK - 8 ? BLOCK : 2 * BLOCK);
  tail.set(bytes.subarray(whole));
  tail[rest] = 0x80;
  new DataView(tail.buffer).setBigUint64(tail.length - 8, BigInt(bytes.length) * 8n);

  const hash = INITIAL_HASH.slice();
  const schedule = new Uint32Array(64);
  for (let i = 0; i < whole; i += BLOCK) compress(hash, bytes, i, schedule);
  for (let i = 0; i < tail.length; i += BLOCK) compress(hash, tail, i, schedule);

  const digest = new DataView(new ArrayBuffer(32));
  hash.forEach((word, i) => {
    digest.setUint32(4 * i, word);
  });
  return new Uint8Array(digest.buffer);
}

function compress(hash: Uint32Array, bytes: Uint8Array, start: number, w: Uint32Array): void {
  for (let i = 0; i < 16; i++) {
    const at = start + 4 * i;
    w[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]!;
    const y = w[i - 2]!;
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
  }
  let [a, b, c, d, e, f, g, h] = hash as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + s1 + choice + ROUND_CONSTANTS[i]! + w[i]!) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + s0 + majority) | 0;
  }
  hash[0]! += a;
  hash[1]! += b;
  hash[2]! += c;
  hash[3]! += d;
  hash[4]! += e;
  hash[5]! += f;
  hash[6]! += g;
  hash[7]! += h;
}

function rotate(x: number, bits: number): number {
  return (x >>> bits) | (x << (32 - bits));
}
