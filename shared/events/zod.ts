/** zod, told once and before the first schema not to compile with `new Function`: the content security policy forbids it. */
import { z } from 'zod';

z.config({ jitless: true });

export { z };
