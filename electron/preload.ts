/** All that the page can reach of the main process: one function and one subscription. */
import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, INVOKE, PUSH } from '../shared/contract/bridge.ts';

const bridge: Bridge = {
  invoke: (channel, input) => ipcRenderer.invoke(INVOKE, channel, input),
  subscribe: (listener) => {
    const relay = (_event: unknown, push: unknown) => listener(push);
    ipcRenderer.on(PUSH, relay);
    return () => ipcRenderer.off(PUSH, relay);
  },
};

contextBridge.exposeInMainWorld('counterfoil', bridge);
