// What electron-builder makes, for `npm run package`. Signing and updates come from the environment and are off without it:
// CSC_LINK, CSC_KEY_PASSWORD (both desktop systems), APPLE_API_KEY, APPLE_API_KEY_ID, APPLE_API_ISSUER (notarising),
// NEGSCOPE_UPDATES_URL (a folder on a web server where the packages and their lists lie), NEGSCOPE_HOMEPAGE, NEGSCOPE_MAINTAINER.
// AppImage's runtime is downloaded from GitHub; where that is out of reach, APPIMAGE_TOOLS_PATH names its unpacked release
// (`appimage-12.0.1` of electron-userland/electron-builder-binaries). No package registry has it.
import { join } from 'node:path';
import fuses from './fuses.json' with { type: 'json' };

const { NEGSCOPE_UPDATES_URL: updates, APPLE_API_KEY: notarise } = process.env;

export default {
  appId: 'org.negscope.app',
  productName: 'Negscope',
  executableName: 'negscope',
  copyright: 'Apache-2.0',
  directories: { output: join('dist', 'packages'), buildResources: join('resources', 'icons') },
  // The window's class: desktops link windows to their entry by it.
  extraMetadata: {
    author: 'Negscope',
    desktopName: 'negscope.desktop',
    homepage: process.env['NEGSCOPE_HOMEPAGE'] ?? 'https://negscope.invalid',
  },
  files: [
    'dist/{main,preload,renderer}/**',
    '!**/*.map',
    'package.json',
    'LICENSE',
    // Each runtime brings every system's libraries; only this one's are of use.
    '!node_modules/onnxruntime-node/bin/napi-v*/!(${platform})/**',
    '!node_modules/onnxruntime-node/bin/napi-v*/${platform}/!(${arch})/**',
    '!node_modules/onnxruntime-web/**',
    '!node_modules/@duckdb/*-musl/**',
  ],
  // Native libraries are loaded by the system, which cannot look into an archive.
  asarUnpack: ['node_modules/onnxruntime-node/bin/**', 'node_modules/@duckdb/node-bindings-*/**'],
  extraResources: [{ from: 'resources', to: 'resources', filter: ['{models,sample}/**', '!sample/*.mjs'] }],
  // Both native modules ship prebuilt for Node-API; nothing is compiled.
  npmRebuild: false,
  electronFuses: fuses,
  publish: updates === undefined ? null : { provider: 'generic', url: updates },
  fileAssociations: [
    {
      ext: 'negscope-workspace',
      name: 'Negscope workspace',
      description: 'Opens the Negscope workspace it lies in',
      mimeType: 'application/x-negscope-workspace',
    },
  ],
  linux: {
    target: ['AppImage', 'deb'],
    category: 'Science',
    // Every size that menus ask for: not all of them scale the largest.
    icon: join('resources', 'icons', 'linux'),
    syncDesktopName: true,
    maintainer: process.env['NEGSCOPE_MAINTAINER'] ?? 'Negscope <maintainer@negscope.invalid>',
    synopsis: 'Mine hard negatives and see what a margin does',
  },
  deb: {
    // electron-builder's own list leaves out what sound and drawing need.
    depends: [
      'libgtk-3-0',
      'libnotify4',
      'libnss3',
      'libxss1',
      'libxtst6',
      'xdg-utils',
      'libatspi2.0-0',
      'libuuid1',
      'libsecret-1-0',
      'libgbm1',
      'libasound2',
    ],
  },
  mac: {
    target: ['dmg', 'zip'],
    category: 'public.app-category.developer-tools',
    hardenedRuntime: true,
    notarize: notarise !== undefined,
    extendInfo: {
      // A workspace is one thing in the Finder, not a folder.
      UTExportedTypeDeclarations: [
        {
          UTTypeIdentifier: 'org.negscope.workspace',
          UTTypeDescription: 'Negscope workspace',
          UTTypeConformsTo: ['com.apple.package'],
          UTTypeTagSpecification: { 'public.filename-extension': ['negscope'] },
        },
      ],
      CFBundleDocumentTypes: [
        {
          CFBundleTypeName: 'Negscope workspace',
          CFBundleTypeRole: 'Editor',
          LSItemContentTypes: ['org.negscope.workspace'],
          LSTypeIsPackage: true,
        },
      ],
    },
  },
  win: { target: ['nsis'] },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
};
