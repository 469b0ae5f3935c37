import { useEffect, useState } from 'react';

/** A small picture of an object; the card around it says what it shows. */
export function Thumbnail({ bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes]));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return <img src={url} alt="" width={256} height={256} loading="lazy" draggable={false} />;
}
