import { connect } from 'node:tls';

const TIMEOUT_MS = 3000;

/** Whether a TLS server answers at the host and port of an address. Nothing is sent but the greeting of TLS. */
export function speaksTls(url: string, timeoutMs = TIMEOUT_MS): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    // Any certificate will do: it is only asked whether there is one.
    const socket = connect({ host, port: Number(port || 80), rejectUnauthorized: false, timeout: timeoutMs });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('secureConnect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
    socket.once('close', () => end(false));
  });
}
