import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { rememberSetting } from './remember-setting.ts';
import { createSettingStore } from './setting.ts';
import { idle } from './request.ts';
import type { WorkspaceStore } from './workspace.ts';

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

function window() {
  const refuse = () => Promise.reject(new Error('not here'));
  const workspace: WorkspaceStore = createStore(() => ({
    path: null,
    summary: idle,
    open: refuse,
    refresh: refuse,
    look: refuse,
    close: refuse,
  }));
  const setting = createSettingStore();
  rememberSetting({ workspace, setting });
  return { workspace, setting, perc: () => setting.getState().history.present.settings.perc };
}

it('begins with the setting that a workspace was left with, each with its own', () => {
  const first = window();
  first.workspace.setState({ path: '/a.negscope' });
  first.setting.getState().change({ perc: 0.6 });
  first.workspace.setState({ path: '/b.negscope' });
  first.setting.getState().change({ perc: 0.7 });
  const second = window();
  expect(second.perc()).toBe(0.95);
  second.workspace.setState({ path: '/a.negscope' });
  expect(second.perc()).toBe(0.6);
  expect(second.setting.getState().history.past).toEqual([]);
  second.workspace.setState({ path: '/b.negscope' });
  expect(second.perc()).toBe(0.7);
});

it('keeps a drag when it ends', () => {
  const first = window();
  first.workspace.setState({ path: '/a.negscope' });
  first.setting.getState().slide(0.5);
  const during = window();
  during.workspace.setState({ path: '/a.negscope' });
  expect(during.perc()).toBe(0.95);
  first.setting.getState().endDrag();
  const after = window();
  after.workspace.setState({ path: '/a.negscope' });
  expect(after.perc()).toBe(0.5);
});

it('does without what cannot be read', () => {
  localStorage.setItem('negscope.setting:/a.negscope', '{"perc":"much"}');
  const { workspace, perc } = window();
  workspace.setState({ path: '/a.negscope' });
  expect(perc()).toBe(0.95);
});
