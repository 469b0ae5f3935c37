/** The closed sets a person can choose from, each in the order in which it is offered. */

/** Samplers, named as in their papers; see src/diffusion. */
export const SAMPLERS = ['dpm-solver++', 'heun', 'ddim', 'ddpm'] as const;
export type SamplerName = (typeof SAMPLERS)[number];

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
