import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { installDebianPackages } from './debian.mjs';
import { CommandFailed, run, succeeds, tool } from './shell.mjs';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';
const SOFTWARE_VULKAN = 'vk_swiftshader_icd.json';

/**
 * Makes sure there is a Chromium for the browser tests and a Vulkan loader for the GPU tests in Node.
 *
 * @returns {Record<string, string>} environment in which both are found
 * @throws CommandFailed where Chromium can be had neither from Debian nor from Playwright
 */
export function ensureChromium() {
  const chosen = process.env.KILN_CHROMIUM;
  if (chosen) {
    if (!existsSync(chosen)) throw new CommandFailed(`KILN_CHROMIUM is ${chosen}, which does not exist`);
    return {};
  }
  const loader = succeeds(['sh', '-c', 'PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | grep -q libvulkan.so.1']);
  if (existsSync(DEBIAN_CHROMIUM) && loader) return {};
  if (installDebianPackages(['chromium', 'libvulkan1'])) return {};

  run([tool('playwright'), 'install', 'chromium']);
  const { chromium } = createRequire(import.meta.url)('@playwright/test');
  const folder = dirname(chromium.executablePath());
  const driver = join(folder, SOFTWARE_VULKAN);
  if (process.platform !== 'linux' || !existsSync(driver)) return {};
  return { VK_ICD_FILENAMES: driver, LD_LIBRARY_PATH: folder };
}
