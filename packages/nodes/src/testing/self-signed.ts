import { generateKeyPairSync, sign } from 'node:crypto';

/** Tags of ASN.1. */
const [INTEGER, BITS, OID, TEXT, SEQUENCE, SET, TIME] = [0x02, 0x03, 0x06, 0x0c, 0x30, 0x31, 0x17] as const;
/** ecdsa-with-SHA256 and commonName, encoded. */
const ECDSA_SHA256 = Buffer.from([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]);
const COMMON_NAME = Buffer.from([0x55, 0x04, 0x03]);

/**
 * A new key with a certificate that nobody trusts, for servers in tests.
 *
 * @source RFC 5280, a version 1 certificate
 */
export function selfSigned(): { readonly key: string; readonly cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(SEQUENCE, der(OID, ECDSA_SHA256));
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, der(OID, COMMON_NAME), der(TEXT, Buffer.from('test')))));
  const validity = der(SEQUENCE, der(TIME, Buffer.from('200101000000Z')), der(TIME, Buffer.from('491231235959Z')));
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const told = der(SEQUENCE, der(INTEGER, Buffer.of(1)), algorithm, name, validity, name, key);
  const signature = der(BITS, Buffer.of(0), sign('sha256', told, privateKey));
  const body = der(SEQUENCE, told, algorithm, signature).toString('base64');
  const lines = body.match(/.{1,64}/g)?.join('\n') ?? '';
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...head), body]);
}
