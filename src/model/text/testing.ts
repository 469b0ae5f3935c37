import { readSafetensors, toFloats } from '../safetensors';

/** One prompt of the text encoder's golden, with what training/ computed for it. */
export interface TextGolden {
  readonly prompt: string;
  readonly ids: readonly number[];
  /** [T, 512] */
  readonly tokens: Float32Array;
}

/** @param read a file of goldens/, by name */
export async function readTextGoldens(read: (name: string) => Promise<Uint8Array>): Promise<TextGolden[]> {
  const stored = readSafetensors(await read('text-encoder.safetensors'), 'goldens/text-encoder');
  const values = (name: string): Float32Array => {
    const tensor = stored.get(name);
    if (!tensor) throw new Error(`The golden text-encoder lacks ${name}. Write the goldens again.`);
    return toFloats(tensor);
  };
  const json = new TextDecoder().decode(await read('text-encoder.json'));
  const { prompts } = JSON.parse(json) as { prompts: string[] };
  return prompts.map((prompt, i) => ({
    prompt,
    ids: [...values(`ids_${i}`)],
    tokens: values(`tokens_${i}`),
  }));
}
