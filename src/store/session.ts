import type { SessionProgress } from '../protocol/session';

/** The model and what runs it; idle until someone asks for it. */
export type Session = { readonly status: 'idle' } | SessionProgress;
