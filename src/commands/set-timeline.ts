import type { StudioStore } from '../store/studio-store';
import type { Timeline } from '../store/timeline';

/** Changes a part of the timeline. */
export function setTimeline(store: StudioStore, change: (timeline: Timeline) => Partial<Timeline>): void {
  store.setState(({ timeline }) => ({ timeline: { ...timeline, ...change(timeline) } }));
}
