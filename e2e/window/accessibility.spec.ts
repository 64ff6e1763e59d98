import { expect, test } from '@playwright/test';
import { join } from 'node:path';
import { answerDialogs } from '../answer-dialogs.ts';
import { axeViolations } from '../axe.ts';
import { negscope, sampleFolder } from '../negscope.ts';
import { launchApp, type LaunchedApp } from '../launch.ts';

const screens = ['Start', 'Data', 'Teachers', 'Tune', 'Starved', 'Annotate', 'Agreement', 'Runs', 'Settings'];
let launched: LaunchedApp;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const first = await launchApp();
  const workspace = join(first.userData, 'sample.negscope');
  await negscope('import', workspace, sampleFolder);
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  await negscope(
    'mine',
    workspace,
    '--teacher',
    'words',
    '--run',
    'one',
    '--method',
    'perc-pos',
    '--perc',
    '0.9',
  );
  await first.app.close();
  launched = await launchApp({ userData: first.userData, args: [workspace] });
});
test.afterAll(() => launched.close());

for (const theme of ['light', 'dark'] as const) {
  test(`every screen passes axe in the ${theme} theme`, async () => {
    test.setTimeout(120_000);
    const { page } = launched;
    await page.emulateMedia({ colorScheme: theme });
    const found: Record<string, readonly string[]> = {};
    for (const screen of screens) {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: new RegExp(`^${screen}`) })
        .click();
      await page.waitForTimeout(800);
      found[screen] = await axeViolations(page);
    }
    await page.getByRole('navigation').getByRole('button', { name: /^Tune/ }).click();
    await page.getByText('Who discovered the element Helium?').dblclick();
    await expect(page.getByRole('listbox', { name: /Candidates/ })).toBeVisible();
    found['Query'] = await axeViolations(page);
    expect(found).toEqual(Object.fromEntries([...screens, 'Query'].map((screen) => [screen, []])));
  });
}

test('the focus goes back where it was after a dialog, the palette and a panel', async () => {
  const { page } = launched;
  await page.getByRole('navigation').getByRole('button', { name: /^Tune/ }).click();
  const suggest = page.getByRole('button', { name: 'Suggest a setting…' });
  await suggest.click();
  await expect(page.getByRole('dialog', { name: 'Suggest a setting' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(suggest).toBeFocused();

  const field = page.getByRole('textbox', { name: 'PercPos value' });
  await field.focus();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused();
  // From one dialog to the next: the second gives the focus back to what was in front of the first.
  await page.keyboard.type('shortcuts');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(field).toBeFocused();

  const rules = page.getByRole('button', { name: 'More rules' });
  const panel = page.getByRole('group', { name: 'More rules' });
  for (const close of [
    () => page.keyboard.press('Escape'),
    () => page.getByRole('button', { name: 'Close more rules' }).click(),
  ]) {
    await rules.click();
    await panel.getByRole('textbox', { name: 'Seed' }).focus();
    await close();
    await expect(panel).toHaveCount(0);
    await expect(rules).toBeFocused();
  }
  await rules.click();
  await page
    .getByRole('button', { name: 'Settings', exact: true })
    .and(page.locator('[aria-expanded]'))
    .click();
  await expect(page.getByRole('group', { name: 'Named settings' })).toBeVisible();
  await expect(panel).toHaveCount(0);
  await page.getByRole('navigation').click({ position: { x: 2, y: 2 } });
  await expect(page.getByRole('group', { name: 'Named settings' })).toHaveCount(0);
});

test('the focus stays near what is taken away, and comes to the screen that is gone to', async () => {
  const { page } = launched;
  const press = async (name: string | RegExp): Promise<void> => {
    await page.getByRole('main').getByRole('button', { name }).first().focus();
    await page.keyboard.press('Enter');
  };
  const focused = (role: 'button' | 'combobox' | 'textbox', name: string | RegExp) =>
    expect(page.getByRole('main').getByRole(role, { name }).first()).toBeFocused();
  await page.getByRole('navigation').getByRole('button', { name: /^Tune/ }).click();
  // Setting after setting, in its panel.
  await page.getByRole('main').getByRole('button', { name: 'Settings', exact: true }).click();
  for (const name of ['one', 'two']) {
    await page.getByRole('textbox', { name: 'Name for this setting' }).fill(name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: `Remove setting ${name}` })).toBeVisible();
  }
  await press('Remove setting one');
  await focused('button', /^two/);
  await press('Remove setting two');
  await focused('textbox', 'Name for this setting');
  await page.keyboard.press('Escape');

  const search = page.getByRole('searchbox', { name: 'Search queries' });
  for (const name of [/^Clear filter/, 'Clear all']) {
    await search.fill('element');
    await expect(page.getByRole('button', { name })).toBeVisible();
    await press(name);
    await focused('combobox', 'Search in');
  }

  // A dialog begins with what is to be filled in; the palette ends on the screen that it goes to.
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('runs');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main', { name: 'Runs' })).toBeFocused();
  await press(/^one/);
  await press('Remove…');
  await focused('button', 'Keep');
  await page.keyboard.press('Enter');
  await focused('button', 'Remove…');
  await page.getByRole('navigation').getByRole('button', { name: /^Data/ }).click();
  await press('Add a teacher…');
  await expect(page.getByRole('main').getByRole('radio', { checked: true }).first()).toBeFocused();
  await press('Cancel');
  await focused('button', 'Add a teacher…');
});

test('what is no value is refused in words, beside its field and without moving anything', async () => {
  const { page } = launched;
  await page.getByRole('navigation').getByRole('button', { name: /^Tune/ }).click();
  const field = page.getByRole('textbox', { name: 'PercPos value' });
  const told = page.getByRole('alert');
  const places = async (): Promise<unknown> =>
    Promise.all(
      ['Suggest a setting…', 'More rules'].map((name) => page.getByRole('button', { name }).boundingBox()),
    );
  const before = await places();
  await field.fill('abc');
  await page.keyboard.press('Enter');
  await expect(told).toHaveText('“abc” is not a number. 95 % still applies.');
  await expect(field).toHaveAccessibleDescription('“abc” is not a number. 95 % still applies.');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  expect(await places()).toEqual(before);
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('95');
  await expect(told).toHaveCount(0);

  await field.fill('many');
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('95');
  await expect(told).toHaveText('“many” is not a number. 95 % still applies.');
  await page.keyboard.press('Tab');
  await expect(told).toHaveCount(0);
  await field.fill('0.9');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('90');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('import labels');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Import labels' });
  const chosen = join(launched.userData, 'labels.csv');
  await answerDialogs(launched.app, { open: [chosen] });
  await dialog.getByRole('button', { name: 'Choose file…' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('me');
  const start = dialog.getByRole('button', { name: 'Import' });
  await expect(start).toBeEnabled();
  const grade = dialog.getByRole('textbox', { name: 'Relevant from grade' });
  await grade.fill('high');
  // The press leaves the field, which refuses: nothing is imported by the grade that was not meant.
  await start.click();
  await expect(told).toHaveText('“high” is not a number. 1 still applies.');
  await expect(start).toBeDisabled();
  await grade.fill('worse');
  await page.keyboard.press('Enter');
  await expect(start).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(grade).toHaveValue('1');
  await expect(start).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Settings/ })
    .click();
  await page.getByRole('textbox', { name: 'Judge endpoint' }).fill('abc');
  await page.keyboard.press('Enter');
  await expect(told).toContainText('“abc” is not the http or https address of a server');
  await page.keyboard.press('Escape');
});
