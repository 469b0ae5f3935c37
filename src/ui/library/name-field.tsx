import { type KeyboardEvent, useEffect, useRef } from 'react';
import { NAME_CHARACTERS_MAX } from '../../store/library';

interface Props {
  readonly name: string;
  /** Takes the new name, or null where it stays as it was. */
  readonly onDone: (name: string | null) => void;
}

/** In place of a card's title: Enter or leaving the field gives the name, Escape leaves the old one. */
export function NameField({ name, onDone }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => field.current?.select(), []);
  const finish = (value: string | null) => {
    // Being taken away, the field loses the focus too.
    if (isOver.current) return;
    isOver.current = true;
    onDone(value === name ? null : value);
  };
  const onKeyDown = ({ key, currentTarget, nativeEvent }: KeyboardEvent<HTMLInputElement>) => {
    if (key === 'Enter' && !nativeEvent.isComposing) finish(currentTarget.value);
    if (key === 'Escape') finish(null);
  };
  return (
    <input
      ref={field}
      className="input card-name"
      aria-label="Name"
      autoComplete="off"
      maxLength={NAME_CHARACTERS_MAX}
      defaultValue={name}
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget }) => finish(currentTarget.value)}
    />
  );
}
