import { ToggleGroup } from 'radix-ui';
import { VIRIDIS_GRADIENT } from '../../base/viridis';
import { showViews } from '../../commands/show-views';
import { COMPARED_VIEWS, type Comparison } from '../../store/view';
import { useStudio } from '../studio-context';
import { PictureCanvas } from './picture-canvas';

const labels = { around: 'From around', backs: 'Backs', disagreement: 'Disagreement' } as const;

/** The object as no photo shows it: from around, or the backs of all variations side by side. */
export function ComparisonViews({ comparison }: { readonly comparison: Comparison }) {
  const studio = useStudio();
  const { views, pictures, hasVariations } = comparison;
  return (
    <div className="comparison-views">
      {hasVariations && (
        <ToggleGroup.Root
          type="single"
          className="comparison-modes"
          aria-label="More views"
          value={views}
          onValueChange={(value) => {
            // Pressing the chosen one again would choose none.
            if (value) void showViews(studio, value as Comparison['views']);
          }}
        >
          {COMPARED_VIEWS.map((value) => (
            <ToggleGroup.Item key={value} value={value} className="tool-button">
              {labels[value]}
            </ToggleGroup.Item>
          ))}
        </ToggleGroup.Root>
      )}
      <div className="comparison-strip" role="img" aria-label={labels[views]} data-count={pictures.length}>
        {pictures.map((picture, i) => (
          <PictureCanvas key={i} picture={picture} />
        ))}
      </div>
      {views === 'disagreement' && (
        <p className="comparison-legend">
          all agree
          <span aria-hidden="true" style={{ backgroundImage: VIRIDIS_GRADIENT }} />
          none alike
        </p>
      )}
    </div>
  );
}
