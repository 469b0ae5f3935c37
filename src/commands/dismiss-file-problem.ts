import type { Studio } from './studio';

/** Puts what was wrong with a file out of sight. */
export function dismissFileProblem({ store }: Studio): void {
  store.setState(({ files }) => ({ files: { ...files, problem: null } }));
}
