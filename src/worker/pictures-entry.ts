import { servePictures } from './pictures';

declare const self: DedicatedWorkerGlobalScope;

servePictures(self, async (models) => {
  // Most of what this worker does takes no tensors, so they come with the first photo.
  const [{ openCutOut }, { browserModels }] = await Promise.all([
    import('../pipeline/cut-out'),
    import('../pipeline/browser-models'),
  ]);
  return openCutOut(browserModels(models));
});
