import { FileError } from '../../base/file-error';
import { z } from '../../base/zod';

const three = z.tuple([z.number(), z.number(), z.number()]);
const file = z.string().min(1).max(200);
const codebook = z.array(z.number()).length(256);

const metaSchema = z.object({
  version: z.literal(2),
  count: z.int().min(1),
  asset: z.object({ generator: z.string().optional(), kiln: z.unknown().optional() }).optional(),
  /** 16-bit fractions of the range of sign(x) ln(|x| + 1), low and high bytes in a texture each. */
  means: z.object({ mins: three, maxs: three, files: z.tuple([file, file]) }),
  /** Indices of natural logarithms in the codebook. */
  scales: z.object({ codebook, files: z.tuple([file]) }),
  /** The smallest three as bytes, and 252 + which one is left out of w, x, y, z. */
  quats: z.object({ files: z.tuple([file]) }),
  /** Indices of f_dc in the codebook, and opacity as a byte. */
  sh0: z.object({ codebook, files: z.tuple([file]) }),
});

/** The meta.json of a .sog, PlayCanvas's "Splat Optimized Graphics", version 2. */
export type SogMeta = z.infer<typeof metaSchema>;

/** Marks what alpha says of a rotation: this plus the index of its largest component. */
export const LARGEST_TAG = 252;

/** Top of a centre's 16 bits. */
export const MEANS_TOP = 65_535;

/** @throws FileError */
export function parseSogMeta(text: string): SogMeta {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new FileError('The meta.json of the .sog is not JSON.', { cause });
  }
  const version = (data as { version?: unknown } | null)?.version;
  if (version !== 2) {
    throw new FileError(
      `The .sog is of version ${version ?? 1}; only version 2 can be read. Save it again with a current tool.`,
    );
  }
  const result = metaSchema.safeParse(data);
  if (!result.success) {
    throw new FileError(`The meta.json of the .sog is not valid: ${z.prettifyError(result.error)}`);
  }
  return result.data;
}
