import { describe, expect, test } from 'vitest';
import { modelSource } from '../../bench/support';
import { coverage, type Picture } from '../photo/picture';
import { openCutOut } from '../pipeline/cut-out';
import { allocateCloud } from '../splat/cloud';
import { type PictureServerPort, servePictures } from '../worker/pictures';
import { createPictureDesk, type PicturePort } from './picture-desk';

/** A desk before the real server on a real channel, and the ways to see and kill its threads. */
function open() {
  const threads: { terminated: boolean; die: () => void }[] = [];
  const desk = createPictureDesk(() => {
    const { port1, port2 } = new MessageChannel();
    servePictures(port2 as PictureServerPort, () => openCutOut(modelSource));
    port2.start();
    port1.start();
    const thread = { terminated: false, die: () => {} };
    threads.push(thread);
    const port: PicturePort = {
      postMessage: (message) => port1.postMessage(message),
      addEventListener: (type: string, listener: (event: never) => void) => {
        if (type === 'error') thread.die = () => listener(new ErrorEvent('x') as never);
        else port1.addEventListener(type, listener as EventListener);
      },
      terminate: () => {
        thread.terminated = true;
        port1.close();
      },
    };
    return port;
  });
  return { desk, threads };
}

class ErrorEvent extends Event {
  readonly message = 'out of memory';
}

const models = 'http://localhost/models/';

/** A dark square on white. */
function square(size: number): Picture {
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let i = 0; i < size * size; i++) {
    const [x, y] = [(i % size) / size, Math.floor(i / size) / size];
    if (Math.max(Math.abs(x - 0.5), Math.abs(y - 0.5)) < 0.25) pixels.fill(30, 4 * i, 4 * i + 3);
  }
  return { width: size, height: size, pixels };
}

describe('picture desk', () => {
  test('has pictures cut out and objects drawn, on one thread', async () => {
    const { desk, threads } = open();
    const [mask, nothing] = await Promise.all([
      desk.ask({ task: 'segment', picture: square(60), models }),
      desk.ask({ task: 'view', cloud: allocateCloud(0), photo: square(32), from: 0, size: 32 }),
    ]);
    expect(coverage(mask)).toBeCloseTo(0.25, 1);
    expect(nothing).toBeNull();
    expect(threads).toHaveLength(1);
  });

  test('says what went wrong, and goes on', async () => {
    const { desk } = open();
    const broken = { ...square(60), width: -1 };
    await expect(desk.ask({ task: 'segment', picture: broken, models })).rejects.toMatchObject({
      code: 'INTERNAL',
    });
    expect(coverage(await desk.ask({ task: 'segment', picture: square(60), models }))).toBeGreaterThan(0.2);
  });

  test('a thread that dies fails what it had, and the next request gets a new one', async () => {
    const { desk, threads } = open();
    const lost = desk.ask({ task: 'segment', picture: square(60), models });
    threads[0]!.die();
    await expect(lost).rejects.toThrow('out of memory');
    expect(threads[0]!.terminated).toBe(true);
    await desk.ask({ task: 'segment', picture: square(60), models });
    expect(threads).toHaveLength(2);
  });
});
