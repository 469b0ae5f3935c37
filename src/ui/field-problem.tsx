/** What is wrong with a field, beside it and announced when it appears. */
export function FieldProblem({ id, problem }: { readonly id: string; readonly problem: string | undefined }) {
  return (
    <p id={id} className="field-problem" aria-live="polite">
      {problem}
    </p>
  );
}
