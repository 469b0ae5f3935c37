import { installDebianPackages } from './debian.mjs';
import { succeeds } from './shell.mjs';

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
  return succeeds(['dpkg', '-s', ...PACKAGES]) || installDebianPackages(PACKAGES);
}
