import { createPrivateKey, X509Certificate } from 'node:crypto';
import { connect, createServer } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { makeHubCertificate } from './certificate.ts';

describe('the certificate of a hub', () => {
  it('DV1: is one that others read: self-signed, of its key, never over, known by its fingerprint', () => {
    const { cert, key, pin } = makeHubCertificate();
    const read = new X509Certificate(cert);
    expect(read.subject).toBe('CN=Counterfoil office');
    expect(read.issuer).toBe(read.subject);
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(read.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    expect(new Date(read.validTo).getUTCFullYear()).toBe(9999);
    expect(read.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(pin);
  });

  it('is another one every time', () => {
    const [one, two] = [makeHubCertificate(), makeHubCertificate()];
    expect(one.pin).not.toBe(two.pin);
    expect(new X509Certificate(one.cert).serialNumber).not.toBe(new X509Certificate(two.cert).serialNumber);
  });

  it('serves TLS 1.3', async () => {
    const { cert, key, pin } = makeHubCertificate();
    const server = createServer({ cert, key, minVersion: 'TLSv1.3' });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as { port: number };
    const shown = await new Promise<string>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate().fingerprint256);
        socket.destroy();
      });
      socket.on('error', reject);
    });
    server.close();
    expect(shown.replaceAll(':', '').toLowerCase()).toBe(pin);
  });
});
