/**
 * Resolves after the messages that already wait for this thread: a cancellation among them would otherwise be heard
 * only after the last step, because awaiting work that never leaves the thread does not return to the event loop. A
 * message channel, for timers are slowed down to 4 ms here and to a second in tabs nobody looks at.
 */
export function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
