import { formatWhen } from '../format';

/** When something was made. */
export function When({ created }: { readonly created: number }) {
  return (
    <time className="card-about" dateTime={new Date(created).toISOString()}>
      {formatWhen(created, Date.now())}
    </time>
  );
}
