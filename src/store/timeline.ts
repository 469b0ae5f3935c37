import { FINE_LEVELS, statesToNoise } from '../base/fine-levels';
import type { GenerateRequest } from '../protocol/generation';
import type { Exhibit, ExhibitPhoto } from './exhibit';
import type { StudioState } from './studio-store';

/** A generation as the timeline knows it, whole or ended early; its clouds and states are in the reel. */
export interface Trajectory {
  /** Different for each of a visit, and rising. */
  readonly id: number;
  /** The generation it was branched off and the step it left that at; null where it started from noise. */
  readonly parent: { readonly id: number; readonly step: number } | null;
  readonly request: GenerateRequest;
  readonly recipe: Exhibit['recipe'];
  /** τ reached by each step so far, from step 1 on, those that it shares with its parent included. */
  readonly levels: readonly number[];
  /**
   * How many of its first steps add noise to an object, the first of them being the object itself; 0 where it started
   * from noise. The steps after them undo it.
   */
  readonly noising: number;
  /** What it is made from, where that is photos. */
  readonly photos: readonly ExhibitPhoto[];
}

export interface Timeline {
  /** All that are kept, oldest first. */
  readonly trajectories: readonly Trajectory[];
  /** The one that is being made, by id. */
  readonly running: number | null;
  /** Whether the stage goes along with the one that is being made. */
  readonly isFollowing: boolean;
  /** Different for each time that steps are played; null while they stand still. */
  readonly playback: number | null;
}

export const initialTimeline: Timeline = {
  trajectories: [],
  running: null,
  isFollowing: true,
  playback: null,
};

/** What is on the stage and can be scrubbed through. */
export interface Position {
  readonly trajectory: Trajectory;
  readonly step: number;
}

/** Null where the stage shows an object whose steps are not kept. */
export function positionOf({ timeline, exhibit }: StudioState): Position | null {
  const trajectory = timeline.trajectories.find(({ id }) => id === exhibit.shown?.trajectory);
  return exhibit.shown && trajectory ? { trajectory, step: exhibit.shown.step } : null;
}

/** Steps of a trajectory when it is whole: as many as the sampler has, or noise that is added and as much undone. */
export function lengthOf({ request, noising }: Pick<Trajectory, 'request' | 'noising'>): number {
  return noising > 0 ? 2 * noising - 1 - FINE_LEVELS : request.steps;
}

/**
 * How many of the sampler's steps are behind at a step of a trajectory: as its noise level is, there and back. At levels
 * finer than the sampler's nothing is left to undo.
 */
export function samplerStep(
  { request, noising }: Pick<Trajectory, 'request' | 'noising'>,
  step: number,
): number {
  if (noising === 0) return step;
  const behind = statesToNoise(request.steps) - noising + Math.abs(step - noising);
  return Math.min(behind, request.steps);
}

/** Whether there is anything left to undo. */
export function canContinue({ trajectory, step }: Position): boolean {
  return samplerStep(trajectory, step) < trajectory.request.steps;
}

export function isWhole(trajectory: Trajectory): boolean {
  return trajectory.levels.length === lengthOf(trajectory);
}

/** A line of the list of generations: a trajectory and how many it descends from. */
export interface Row {
  readonly trajectory: Trajectory;
  readonly depth: number;
}

/** All trajectories, each followed by its branches; the youngest that started from noise first. */
export function rowsOf(trajectories: readonly Trajectory[]): readonly Row[] {
  const known = new Set(trajectories.map(({ id }) => id));
  const branchesOf = (id: number) => trajectories.filter(({ parent }) => parent?.id === id);
  const grow = (trajectory: Trajectory, depth: number): Row[] => [
    { trajectory, depth },
    ...branchesOf(trajectory.id).flatMap((branch) => grow(branch, depth + 1)),
  ];
  // The parent may have been dropped to make room.
  const roots = trajectories.filter(({ parent }) => !parent || !known.has(parent.id));
  return roots.toReversed().flatMap((root) => grow(root, 0));
}

/**
 * The trajectory that a key leads to in a tree that is open throughout (WAI-ARIA, tree view pattern), by id; null
 * where the key means nothing.
 */
export function treeKey(rows: readonly Row[], id: number, key: string): number | null {
  const index = rows.findIndex(({ trajectory }) => trajectory.id === id);
  const row = rows[index];
  if (!row) return null;
  const at = (i: number) => rows[i]?.trajectory.id ?? id;
  switch (key) {
    case 'ArrowDown':
      return at(index + 1);
    case 'ArrowUp':
      return at(index - 1);
    case 'ArrowRight':
      return (rows[index + 1]?.depth ?? 0) > row.depth ? at(index + 1) : id;
    case 'ArrowLeft':
      return at(rows.findLastIndex(({ depth }, i) => i < index && depth < row.depth));
    case 'Home':
      return at(0);
    case 'End':
      return at(rows.length - 1);
    default:
      return null;
  }
}
