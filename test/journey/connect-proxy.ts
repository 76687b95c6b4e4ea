/** A proxy as offices have them: it tunnels by CONNECT to whatever lies behind it, once it is given a name and a password where it wants them. */
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';

/** What it does with whoever wants through. */
export type ProxyMood =
  | { readonly lets: 'everybody' }
  | { readonly lets: 'nobody' }
  | { readonly lets: 'known'; readonly user: string; readonly password: string };

export class ConnectProxy {
  mood: ProxyMood = { lets: 'everybody' };
  /** The port of this machine to which every tunnel leads: names behind a proxy are the proxy's matter. */
  leadsTo = 0;
  /** Hosts that were asked for, with their ports. */
  readonly asked: string[] = [];
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  private port = 0;

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Begins to listen, again at the port that it had. */
  async start(): Promise<void> {
    const server = createServer((_request, response) => response.writeHead(502).end('no such way'));
    server.on('connect', (request, near) => this.tunnel(request.url ?? '', request.headers, near as Socket));
    await new Promise<void>((resolve) => {
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as { port: number }).port;
    this.server = server;
  }

  /** Is gone, and all that went through it. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    this.drop();
    await new Promise<void>((resolve) => {
      if (server) server.close(() => resolve());
      else resolve();
    });
  }

  /** Ends what goes through it: the next request finds it as it is now. */
  drop(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private tunnel(host: string, headers: NodeJS.Dict<string | string[]>, near: Socket): void {
    this.keep(near);
    this.asked.push(host);
    const refusal = this.refusal(headers['proxy-authorization']);
    if (refusal !== null) {
      near.end(`HTTP/1.1 ${refusal}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    const far = connect(this.leadsTo, '127.0.0.1', () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      near.pipe(far).pipe(near);
    });
    this.keep(far);
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }

  private refusal(given: string | string[] | undefined): string | null {
    const { mood } = this;
    if (mood.lets !== 'known') return mood.lets === 'everybody' ? null : '502 Bad Gateway';
    const wanted = `Basic ${Buffer.from(`${mood.user}:${mood.password}`).toString('base64')}`;
    return given === wanted
      ? null
      : '407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="office"';
  }
}
