import { existsSync } from 'node:fs';
import { installDebianPackages } from './debian.mjs';
import { succeeds } from './shell.mjs';

const FIREFOX = '/usr/bin/firefox-esr';
const WEBKIT = '/usr/bin/WebKitWebDriver';

/** Both, the screen that they draw on, and what draws WebGL and WebGPU where there is no graphics processor. */
const PACKAGES = [
  'firefox-esr',
  'webkit2gtk-driver',
  'xvfb',
  'xauth',
  'libegl1',
  'libgl1-mesa-dri',
  'mesa-vulkan-drivers',
];

/**
 * Makes sure there are browsers of other makes than Chromium, on Debian, whose builds of them can be driven.
 *
 * @returns {boolean} false where they cannot be had
 */
export function ensureEngines() {
  const areThere = [FIREFOX, WEBKIT].every(existsSync) && succeeds(['which', 'xvfb-run']);
  return areThere || installDebianPackages(PACKAGES);
}
