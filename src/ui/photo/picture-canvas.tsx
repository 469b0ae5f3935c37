import { useLayoutEffect, useRef } from 'react';
import type { Picture } from '../../photo/picture';

interface Props {
  readonly picture: Picture;
  readonly className?: string;
}

/** A picture as it is, without a name of its own: what stands around it says what it shows. */
export function PictureCanvas({ picture, className }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  // Before it is painted: it would flash empty.
  useLayoutEffect(() => {
    const data = new ImageData(new Uint8ClampedArray(picture.pixels), picture.width, picture.height);
    ref.current?.getContext('2d')?.putImageData(data, 0, 0);
  }, [picture]);
  return <canvas ref={ref} className={className} width={picture.width} height={picture.height} />;
}
