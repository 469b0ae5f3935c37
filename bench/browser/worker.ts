import { startBackend } from '../../src/model/backend';
import { fetchFolder } from '../../src/model/fetch-folder';
import { Denoiser } from '../../src/model/network';
import { loadModel } from '../../src/model/weights';
import { benchStep } from '../step';
import type { Request } from './page';

addEventListener('message', async (event: MessageEvent<Request>) => {
  const { backend: request, wasmFolder, model } = event.data;
  try {
    const backend = await startBackend({ request, wasmFolder });
    const { manifest, tensors } = await loadModel(fetchFolder(model));
    if (manifest.kind !== 'denoiser') throw new Error(`${manifest.name} is a ${manifest.kind}`);
    const denoiser = new Denoiser(manifest.config, tensors, manifest.name);
    postMessage(await benchStep(denoiser, backend));
  } catch (error) {
    postMessage(String(error));
  }
});
