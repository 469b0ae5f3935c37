import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['src/**/*.gpu.test.ts'],
          // An ES module in a package that does not say so: Node itself would not load it.
          server: { deps: { inline: ['gifenc'] } },
          // Long, for machines that are busy with something else: a hang is caught all the same.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          // WGSL in Node through Dawn: on a GPU where there is one, else on SwiftShader.
          name: 'gpu',
          environment: 'node',
          include: ['src/**/*.gpu.test.ts'],
          setupFiles: ['scripts/gpu-setup.ts'],
          // Processes, not threads: the Vulkan loader reads the real environment, of which a
          // worker thread only has a copy. One at a time: a device each is a lot of memory.
          pool: 'forks',
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          // The built studio in browsers of other makes than Chromium, which Playwright drives.
          name: 'engines',
          environment: 'node',
          include: ['e2e/engines/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
