import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workspaceIn } from './workspace-argument.ts';

describe('the workspace on a command line', () => {
  let folder: string;
  let workspace: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'negscope-argument-'));
    workspace = join(folder, 'a.negscope');
    mkdirSync(workspace);
    for (const name of ['workspace.json', 'Open.negscope-workspace'])
      writeFileSync(join(workspace, name), '{}');
    writeFileSync(join(folder, 'stray.negscope-workspace'), '');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is the folder, its marker, or the file that a double-click opens', () => {
    for (const given of [
      workspace,
      join(workspace, 'workspace.json'),
      join(workspace, 'Open.negscope-workspace'),
    ]) {
      expect(workspaceIn(['negscope', '--some-switch', given])).toBe(workspace);
    }
  });

  it('is none for an opener outside a workspace, another folder, or nothing', () => {
    for (const given of [join(folder, 'stray.negscope-workspace'), folder, join(folder, 'none')]) {
      expect(workspaceIn(['negscope', given])).toBeNull();
    }
    expect(workspaceIn(['negscope'])).toBeNull();
  });
});
