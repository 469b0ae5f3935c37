/** The name and its mark: a kiln's arch with an ember in its door. */
export function Wordmark() {
  return (
    <h1 className="wordmark">
      <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
        <path
          d="M3.5 21V11.5a8.5 8.5 0 0 1 17 0V21Z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinejoin="round"
        />
        <path d="M8.5 21v-5.5a3.5 3.5 0 0 1 7 0V21Z" className="wordmark-ember" />
      </svg>
      Kiln
    </h1>
  );
}
