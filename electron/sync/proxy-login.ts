/** Name and password for the proxy over which this desktop's lines lead, sealed like its other secrets (DV2). */
import type { AppError, Result } from '../../shared/errors/index.ts';
import { z } from '../../shared/events/zod.ts';
import type { SecretStore } from '../ports.ts';
import { proxyLoginFile } from '../security/key-file.ts';

const zLogin = z.object({ user: z.string(), password: z.string() });
export type ProxyLogin = z.output<typeof zLogin>;

export class ProxyLogins {
  private readonly file: ReturnType<typeof proxyLoginFile>;
  private readonly secrets: SecretStore;

  constructor(dataFolder: string, secrets: SecretStore) {
    this.file = proxyLoginFile(dataFolder);
    this.secrets = secrets;
  }

  /** `null` when none is kept, or what is kept cannot be read or opened. */
  async read(): Promise<ProxyLogin | null> {
    const sealed = await this.file.read();
    if (!sealed.ok || !sealed.value) return null;
    try {
      return zLogin.parse(JSON.parse(Buffer.from(this.secrets.open(sealed.value)).toString('utf8')));
    } catch {
      return null;
    }
  }

  save(login: ProxyLogin): Promise<Result<void, AppError>> {
    return this.file.write(this.secrets.seal(Buffer.from(JSON.stringify(login))));
  }
}
