import { EXPORT_FORMATS, type ExportFormat } from '../../store/files';

/** What each format is for, in a line, in the order of the menu. */
const uses = {
  splats: {
    label: 'Gaussian splats',
    formats: {
      ply: 'SuperSplat, Postshot and most others: every value',
      'compressed-ply': 'the same for PlayCanvas, a fifth of the size',
      sog: 'the web: the smallest file',
      spz: 'Scaniverse, Niantic Studio',
      splat: 'older web viewers; keeps no recipe',
      'splat-glb': 'glTF with KHR_gaussian_splatting',
    },
  },
  mesh: {
    label: 'Mesh, closed and painted',
    formats: {
      'mesh-glb': 'Blender, Unity, Godot, Windows',
      obj: '3D printing, and nearly everything else',
    },
  },
} as const satisfies Record<string, { label: string; formats: Partial<Record<ExportFormat, string>> }>;

export interface FormatGroup {
  readonly label: string;
  readonly formats: readonly { readonly format: ExportFormat; readonly use: string }[];
}

export const FORMAT_GROUPS: readonly FormatGroup[] = Object.values(uses).map(({ label, formats }) => ({
  label,
  formats: Object.entries(formats).map(([format, use]) => ({ format: format as ExportFormat, use })),
}));

/** What a format is called: the ending of its files. */
export function formatName(format: ExportFormat): string {
  return EXPORT_FORMATS[format];
}
