/** The one Electron channel; everything between window and main process goes through it. */
export const ipcChannel = 'ipc';
