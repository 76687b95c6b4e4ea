/** The nonce under which the content security policy lets the page's libraries write styles. */

declare global {
  // The name under which the scroll lock of dialogs looks for it.
  var __webpack_nonce__: string | undefined;
}

/** Reads the nonce that the server of the page put into its head, and hands it to those who look for it globally. */
export function styleNonce(): string {
  const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';
  globalThis.__webpack_nonce__ = nonce;
  return nonce;
}
