import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { create, globals } from 'webgpu';

const SOFTWARE_DRIVERS = [
  '/usr/lib/chromium/vk_swiftshader_icd.json',
  '/usr/lib64/chromium-browser/vk_swiftshader_icd.json',
  '/opt/google/chrome/vk_swiftshader_icd.json',
];

/** Whether the kernel offers a graphics or compute device that a Vulkan driver may drive. */
function hasGraphicsDevice(): boolean {
  return existsSync('/dev/dri') || readdirSync('/dev').some((name) => /^(nvidia\d+|dxg)$/.test(name));
}

/**
 * Gives this Node process `navigator.gpu` and the WebGPU globals, through Dawn.
 *
 * On Linux without a graphics device the Vulkan loader is pointed at SwiftShader, the software
 * driver that ships inside Chromium, unless the caller has chosen a driver through
 * VK_DRIVER_FILES or VK_ICD_FILENAMES. Must run before anything else loads Vulkan.
 */
export function installWebGpu(): void {
  const chosen = process.env.VK_DRIVER_FILES ?? process.env.VK_ICD_FILENAMES;
  if (process.platform === 'linux' && chosen === undefined && !hasGraphicsDevice()) {
    const driver = SOFTWARE_DRIVERS.find((path) => existsSync(path));
    if (driver) process.env.VK_ICD_FILENAMES = driver;
  }
  // Vulkan's window system support complains on stderr without it; no window is ever opened here.
  process.env.XDG_RUNTIME_DIR ??= tmpdir();
  Object.assign(globalThis, globals);
  // Node 21 and later define `navigator` with a getter and no `gpu`.
  const navigator = globalThis.navigator ?? {};
  Object.defineProperty(navigator, 'gpu', { value: create([]), configurable: true });
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
}
