import { ChevronDown } from 'lucide-react';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
}

/** One of a few, in the platform's own list. */
export function Choice({ label, value, options, onChange, disabled = false }: Props) {
  return (
    <div className="choice">
      <select
        className="input"
        aria-label={label}
        value={value}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden size={15} />
    </div>
  );
}
