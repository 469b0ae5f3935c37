const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|microsoft basic render|\bwarp\b/i;

/** Whether an adapter computes on the CPU. */
export function isSoftware(adapter: GPUAdapter): boolean {
  return adapter.info.isFallbackAdapter === true || SOFTWARE.test(describeAdapter(adapter));
}

/** What the driver tells of itself, which browsers shorten to different degrees. */
export function describeAdapter({ info }: GPUAdapter): string {
  const words = [info.vendor, info.architecture, info.device, info.description].filter(Boolean);
  return [...new Set(words)].join(' ') || 'unnamed adapter';
}
