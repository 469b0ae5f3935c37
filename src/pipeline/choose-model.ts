import type { Backend } from '../model/backend';
import type { ModelName, ModelRequest } from '../protocol/choices';

/** A denoiser's folder, and a sentence for people: why this one. */
export interface ChosenModel {
  readonly name: string;
  readonly why: string;
}

/**
 * The denoiser that suits a backend. An evaluation of kiln-b takes 17 GFLOP and one of kiln-s 1: milliseconds on a
 * graphics processor, but over a second and a tenth of one through WASM.
 */
export function chooseModel(request: ModelRequest, { hardware }: Pick<Backend, 'hardware'>): ChosenModel {
  if (request !== 'auto') return { name: request, why: `${request} was chosen by name.` };
  const [name, why]: [ModelName, string] = hardware
    ? ['kiln-b', 'The finer model, since a graphics processor does the work.']
    : ['kiln-s', 'The small model: the finer one would take minutes without a graphics processor.'];
  return { name, why };
}
