import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { ipcChannel } from '../ipc/channel.ts';

/** All that the page can reach: one channel, and the path of a file that a person dropped. */
contextBridge.exposeInMainWorld('bridge', {
  post: (message: unknown) => ipcRenderer.send(ipcChannel, message),
  onMessage: (listener: (message: unknown) => void) => {
    ipcRenderer.on(ipcChannel, (_event, message: unknown) => listener(message));
  },
  onClose: () => {},
  pathForFile: (file: File) => webUtils.getPathForFile(file),
});
