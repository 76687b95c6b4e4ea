/**
 * All that `shared/` may know of the runtime it is in: what Electron's main process, its pages, a worker and plain Node
 * have alike. Everything else (clock, files, hashes, randomness) comes through a port.
 */

declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(bytes?: Uint8Array): string;
}

declare function structuredClone<T>(value: T): T;
