import type { ElectronApplication } from '@playwright/test';

/** The system's file dialogs cannot be driven by a test: they answer these paths at once instead. */
export async function answerDialogs(
  app: ElectronApplication,
  answers: { readonly open?: readonly string[]; readonly save?: string },
): Promise<void> {
  await app.evaluate(
    ({ dialog }, { open, save }) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: open.length === 0, filePaths: open });
      dialog.showSaveDialog = () => Promise.resolve({ canceled: save === '', filePath: save });
    },
    { open: [...(answers.open ?? [])], save: answers.save ?? '' },
  );
}
