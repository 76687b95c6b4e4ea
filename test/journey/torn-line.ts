/** The line between one desktop and a server, byte for byte: it can be cut, and torn in the middle of what the server says. */
import { createServer, connect as openSocket, type Server, type Socket } from 'node:net';

export class TornLine {
  private readonly relay: Server;
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private tears = 0;
  private torn = 0;

  private constructor(target: () => number) {
    this.relay = createServer((near) => this.join(near, target()));
  }

  /** A line to whatever port `target` names when it is used. */
  static async to(target: () => number): Promise<TornLine> {
    const line = new TornLine(target);
    await new Promise<void>((resolve) => {
      line.relay.listen(0, '127.0.0.1', resolve);
    });
    return line;
  }

  /** The server's address as this desktop knows it. */
  get address(): string {
    return `http://localhost:${(this.relay.address() as { port: number }).port}`;
  }

  /** How many answers were torn so far. */
  get tornAnswers(): number {
    return this.torn;
  }

  /** Nobody is reached any more, and what is under way is lost. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  /** The line is there again; the next `tears` answers end in their middle: the server has done what was asked. */
  mend(tears = 0): void {
    this.isCut = false;
    this.tears = tears;
  }

  close(): Promise<void> {
    this.cut();
    return new Promise((resolve) => {
      this.relay.close(() => resolve());
    });
  }

  private join(near: Socket, port: number): void {
    if (this.isCut) {
      near.destroy();
      return;
    }
    const far = openSocket(port, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
    near.pipe(far);
    far.on('data', (said) => {
      if (this.tears === 0) {
        near.write(said);
        return;
      }
      this.tears -= 1;
      this.torn += 1;
      near.write(said.subarray(0, said.length >> 1), () => near.destroy());
    });
  }
}
