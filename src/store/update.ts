/** Whether a newer version of Kiln lies ready: it takes over when the page is loaded anew. */
export type Update = 'none' | 'ready';
