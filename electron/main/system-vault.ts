import { safeStorage } from 'electron';
import type { Vault } from './secrets.ts';

/** The keychain, credential store or secret service of the system. Linux without one would write keys that anyone can read: refused. */
export const systemVault: Vault = {
  refusal() {
    if (process.platform === 'linux') {
      const backend = safeStorage.getSelectedStorageBackend();
      if (backend === 'basic_text' || backend === 'unknown') {
        return 'No secret service (GNOME Keyring, KWallet) runs on this computer, so a key on disk could be read by anyone who can read the file. Start one and open Negscope again, or keep the key until Negscope is closed.';
      }
    }
    return safeStorage.isEncryptionAvailable()
      ? null
      : 'The system’s store for passwords is locked or missing. Unlock it and open Negscope again, or keep the key until Negscope is closed.';
  },
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (encrypted) => safeStorage.decryptString(encrypted),
};
