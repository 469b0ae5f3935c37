import { problemOf } from '../store/check-settings';
import type { Settings, SettingsField } from '../store/settings';
import type { Studio } from './studio';

/** Takes what was typed or chosen, right or wrong, and says at once what is wrong with it. */
export function setField<Field extends SettingsField>(
  { store }: Studio,
  field: Field,
  value: Settings[Field],
): void {
  const { settings, problems } = store.getState();
  const { [field]: _, ...others } = problems;
  // An empty prompt is where everyone starts: it is wrong only once someone wants to generate from it.
  const problem = field === 'prompt' ? null : problemOf(field, value);
  store.setState({
    settings: { ...settings, [field]: value },
    problems: problem === null ? others : { ...others, [field]: problem },
  });
}
