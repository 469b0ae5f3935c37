import { servePictures } from './pictures';

declare const self: DedicatedWorkerGlobalScope;

servePictures(self);
