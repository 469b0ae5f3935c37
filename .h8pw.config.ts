import base from './playwright.config';
export default { ...base, testDir: '/work/main/e2e', outputDir: '/tmp/k2/h8/e2e', reporter: [['list']], use: { ...base.use, baseURL: 'http://127.0.0.1:4388/' },
  webServer: { command: 'npx vite preview --host 127.0.0.1 --strictPort --port 4388 --outDir /tmp/k2/h8/dist', cwd: '/work/main', url: 'http://127.0.0.1:4388/', reuseExistingServer: false, stdout: 'ignore' } };
