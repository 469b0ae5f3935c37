import { TriangleAlert, X } from 'lucide-react';

interface Props {
  readonly message: string;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  readonly onDismiss?: (() => void) | undefined;
}

/** A failure: what is wrong, and what can be done about it here. */
export function MessageCard({ message, action, onDismiss }: Props) {
  return (
    <div className="message-card" role="alert">
      <TriangleAlert className="message-icon" aria-hidden size={18} />
      <p>{message}</p>
      {action && (
        <button type="button" className="button-quiet" onClick={action.run}>
          {action.label}
        </button>
      )}
      {onDismiss && (
        <button type="button" className="icon-button" aria-label="Dismiss" onClick={onDismiss}>
          <X aria-hidden size={16} />
        </button>
      )}
    </div>
  );
}
