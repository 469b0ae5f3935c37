import { expect, test } from 'vitest';
import type { FileRequest, FromFileWorker } from '../protocol/files';
import { createFileDesk, type FilePort } from './file-desk';

/** A thread whose answers the test gives itself. */
class ScriptedPort implements FilePort {
  readonly asked: FileRequest[] = [];
  isTerminated = false;
  readonly #listeners = new Map<string, (event: never) => void>();

  postMessage(request: FileRequest) {
    this.asked.push(request);
  }

  addEventListener(type: 'message' | 'error', listener: (event: never) => void) {
    this.#listeners.set(type, listener);
  }

  terminate() {
    this.isTerminated = true;
  }

  answer(data: FromFileWorker) {
    this.#listeners.get('message')?.({ data } as never);
  }

  die(message: string) {
    this.#listeners.get('error')?.({ message } as never);
  }
}

const request = { task: 'import', bytes: new Uint8Array(1), name: 'a.ply' } as const;

function start(options?: Parameters<ReturnType<typeof createFileDesk>['ask']>[1]) {
  const port = new ScriptedPort();
  const result = createFileDesk(() => port).ask(request, options);
  return { port, result };
}

test('tells progress, gives the result, and ends the thread', async () => {
  const shares: number[] = [];
  const { port, result } = start({ onProgress: (share) => shares.push(share) });
  expect(port.asked).toEqual([request]);
  port.answer({ progress: 0.5 });
  const bytes = Uint8Array.of(1);
  port.answer({ result: bytes });
  expect(await result).toBe(bytes);
  expect(shares).toEqual([0.5]);
  expect(port.isTerminated).toBe(true);
});

test('a refusal keeps its code and words', async () => {
  const { port, result } = start();
  port.answer({ error: { code: 'FILE_UNREADABLE', message: 'It is cut short.' } });
  await expect(result).rejects.toMatchObject({ code: 'FILE_UNREADABLE', message: 'It is cut short.' });
  expect(port.isTerminated).toBe(true);
});

test('a thread that dies is a failure with a way out', async () => {
  const { port, result } = start();
  port.die('out of memory');
  await expect(result).rejects.toThrow('(out of memory). Try again.');
});

test('cancelled work ends at once, and is not begun where it is cancelled already', async () => {
  const controller = new AbortController();
  const { port, result } = start({ signal: controller.signal });
  controller.abort();
  await expect(result).rejects.toMatchObject({ name: 'AbortError' });
  expect(port.isTerminated).toBe(true);
  await expect(start({ signal: controller.signal }).result).rejects.toMatchObject({ name: 'AbortError' });
});
