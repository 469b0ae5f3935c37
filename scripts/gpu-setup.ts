import { installWebGpu } from '../src/cli/node-webgpu';

installWebGpu();
