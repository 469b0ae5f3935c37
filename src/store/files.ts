import { EXPORT_FORMATS, type ExportFormat, isExportFormat } from '../protocol/files';

export { EXPORT_FORMATS, type ExportFormat, isExportFormat };

/** Saving and opening of objects. */
export interface Files {
  /** What is saved or opened just now. */
  readonly work: {
    readonly kind: 'saving' | 'opening';
    readonly name: string;
    /** The share that is done, in [0, 1]. */
    readonly share: number;
  } | null;
  /** Why the last file could not be saved or opened, for people. */
  readonly problem: string | null;
  /** What was done last, for those who hear the page. */
  readonly notice: string;
  /** What was chosen last to save as. */
  readonly format: ExportFormat;
}

export const initialFiles: Files = { work: null, problem: null, notice: '', format: 'ply' };
