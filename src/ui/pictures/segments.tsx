import { ToggleGroup } from 'radix-ui';
import type { Option } from './labels';

interface Props<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  /** What cannot be chosen. */
  readonly disabled?: readonly Value[];
  readonly onChange: (value: Value) => void;
}

/** One of a few, all in sight. */
export function Segments<Value extends string>({
  label,
  value,
  options,
  disabled = [],
  onChange,
}: Props<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      className="segments"
      aria-label={label}
      value={value}
      onValueChange={(chosen) => {
        // Pressing the chosen one again would choose none.
        if (chosen) onChange(chosen as Value);
      }}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="segment"
          disabled={disabled.includes(option.value)}
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
