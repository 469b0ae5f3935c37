import { Camera, Check, ChevronDown, Download, FolderOpen, X } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import { cancelFile } from '../../commands/cancel-file';
import { dropFiles } from '../../commands/drop-files';
import { openPictures } from '../../commands/open-pictures';
import { saveObject } from '../../commands/save-object';
import { OBJECT_ENDINGS } from '../../store/file-kinds';
import { shortcutProps } from '../shortcuts/table';
import { useStudio, useStudioState } from '../studio-context';
import { FORMAT_GROUPS, formatName } from './formats';

/** Saves the object as it was saved last, with all other formats and opening a file one press away. */
export function SaveMenu() {
  const studio = useStudio();
  const canSave = useStudioState(
    // What would be saved is not to be seen beside variations.
    ({ exhibit, variations }) => exhibit.finished !== null && !variations.isOpen,
  );
  const canShow = useStudioState(({ exhibit, variations }) => exhibit.shown !== null && !variations.isOpen);
  const { format, work } = useStudioState(({ files }) => files);
  const picker = useRef<HTMLInputElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const wantsPictures = useRef(false);
  return (
    <div className="save-menu">
      {work ? (
        <button type="button" className="pill" onClick={() => cancelFile(studio)}>
          <X aria-hidden size={16} />
          <span>
            Cancel {work.kind} <span className="save-share">{Math.round(100 * work.share)} %</span>
          </span>
        </button>
      ) : (
        <button
          type="button"
          className="pill"
          aria-label={`Save ${formatName(format)}`}
          disabled={!canSave}
          onClick={() => void saveObject(studio, format)}
          {...shortcutProps('save')}
        >
          <Download aria-hidden size={16} />
          <span className="pill-label">Save {formatName(format)}</span>
        </button>
      )}
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger ref={trigger} className="pill save-more" aria-label="More formats, open a file">
          <ChevronDown aria-hidden size={16} />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            className="choice-list save-list"
            align="end"
            sideOffset={8}
            collisionPadding={12}
            onCloseAutoFocus={(event) => {
              if (!wantsPictures.current) return;
              wantsPictures.current = false;
              // The dialog gives the focus back to what has it when it opens: not to an item of a closed menu.
              event.preventDefault();
              trigger.current?.focus();
              openPictures(studio);
            }}
          >
            {FORMAT_GROUPS.map(({ label, formats }) => (
              <DropdownMenu.Group key={label}>
                <DropdownMenu.Label className="save-label">{label}</DropdownMenu.Label>
                {formats.map(({ format: each, use }) => (
                  <DropdownMenu.Item
                    key={each}
                    className="choice-item save-item"
                    disabled={!canSave}
                    onSelect={() => void saveObject(studio, each)}
                  >
                    <span className="save-name">{formatName(each)}</span>
                    <span className="save-use">{use}</span>
                    {each === format && <Check aria-label="chosen last" size={15} />}
                  </DropdownMenu.Item>
                ))}
              </DropdownMenu.Group>
            ))}
            <DropdownMenu.Separator className="save-line" />
            <DropdownMenu.Item
              className="choice-item menu-item"
              disabled={!canShow}
              onSelect={() => {
                wantsPictures.current = true;
              }}
            >
              <Camera aria-hidden size={16} />
              Picture, turntable or views
            </DropdownMenu.Item>
            <DropdownMenu.Item className="choice-item menu-item" onSelect={() => picker.current?.click()}>
              <FolderOpen aria-hidden size={16} />
              Open a file
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <input
        ref={picker}
        type="file"
        accept={OBJECT_ENDINGS.join(',')}
        hidden
        aria-label="Object file"
        {...shortcutProps('open')}
        onChange={({ currentTarget }) => {
          void dropFiles(studio, [...(currentTarget.files ?? [])]);
          // The same file may be chosen again later, and that is a change.
          currentTarget.value = '';
        }}
      />
    </div>
  );
}
