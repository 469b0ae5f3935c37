/** The closed sets a person can choose from, each in the order in which it is offered. */

/** Samplers, named as in their papers; see src/diffusion. */
export const SAMPLERS = ['ddim', 'dpm-solver++', 'heun', 'ddpm'] as const;
export type SamplerName = (typeof SAMPLERS)[number];

/** The denoisers that come with the studio, the finer first; folders below models/. */
export const MODELS = ['kiln-b', 'kiln-s'] as const;
export type ModelName = (typeof MODELS)[number];

/** 'auto' takes kiln-b on a real GPU and kiln-s otherwise; else the name of a folder below models/. */
export type ModelRequest = 'auto' | ModelName | (string & {});

/** What can run the network. */
export const BACKENDS = ['webgpu', 'wasm', 'webgl'] as const;
export type BackendName = (typeof BACKENDS)[number];

/** 'auto' takes WebGPU on a real GPU and WASM otherwise; a name is taken at its word or refused. */
export type BackendRequest = 'auto' | BackendName;

export function isSamplerName(text: string): text is SamplerName {
  return (SAMPLERS as readonly string[]).includes(text);
}

export function isBackendRequest(text: string): text is BackendRequest {
  return text === 'auto' || (BACKENDS as readonly string[]).includes(text);
}
