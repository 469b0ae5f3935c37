import { Search } from 'lucide-react';
import type { Ref } from 'react';

interface Props {
  readonly ref: Ref<HTMLInputElement>;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SearchField({ ref, value, onChange }: Props) {
  return (
    <div className="library-search">
      <Search aria-hidden size={16} />
      <input
        ref={ref}
        type="search"
        className="input"
        aria-label="Search the library"
        placeholder="Search"
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
