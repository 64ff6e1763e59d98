import { app } from 'electron';
import { commandArguments } from '../cli/command-names.ts';
import { startApp } from './start-app.ts';
import { runHeadless } from './without-display.ts';

// An installed app is its own command line: the fuse that would let it run as Node is off.
const command = app.isPackaged ? commandArguments(process.argv) : null;
if (command === null) {
  startApp();
} else {
  const code = runHeadless(process.argv, process.env);
  if (code !== null) process.exit(code);
  app.disableHardwareAcceleration();
  app.dock?.hide();
  void app.whenReady().then(async () => {
    const { runHere } = await import('../cli/run-here.ts');
    app.exit(await runHere(command));
  });
}
