import { useRef, useState, type DragEvent } from 'react'
import { Row } from '../layout/layout.tsx'
import { Text } from '../layout/text.tsx'
import { Button } from '../press/button.tsx'
import { useMessages } from '../providers/messages.tsx'
import styles from './file-picker.module.css'

export interface FilePickerProps {
  /** What is asked for, read aloud with the buttons. */
  readonly label: string
  /** The words on the button: "Choose files". */
  readonly choose: string
  readonly onFiles: (files: readonly File[]) => void
  /** As the browser takes it: `image/jpeg,.pdf`. */
  readonly accept?: string
  readonly many?: boolean
  /** Offers the camera where there is one at hand: on a phone. */
  readonly camera?: boolean
  readonly help?: string
  readonly disabled?: boolean
}

/** What of the accepted kinds a camera makes. A telephone that keeps HEIC hands over JPEG where that is asked for, not any image. */
const photographs = (accept: string | undefined): string =>
  accept
    ?.split(',')
    .filter((kind) => kind.startsWith('image/'))
    .join(',') || 'image/*'

/** Files to choose, to drop here on a desk, or to photograph with a phone. What comes is handed on; nothing is kept here. */
export function FilePicker(props: FilePickerProps) {
  const { label, choose, onFiles, accept, many = false, camera = false, help, disabled = false } = props
  const { t } = useMessages()
  const chosen = useRef<HTMLInputElement>(null)
  const taken = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const touched = window.matchMedia('(pointer: coarse)').matches
  const give = (files: FileList | null) => {
    if (files !== null && files.length > 0 && !disabled) onFiles(many ? [...files] : [...files].slice(0, 1))
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    give(event.dataTransfer.files)
  }
  const hidden = { type: 'file', hidden: true, tabIndex: -1, 'aria-label': label } as const
  return (
    // The button does the same for anyone who uses a keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label={label}
      className={over ? `${styles.picker} ${styles.over}` : styles.picker}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Row>
        <Button icon="upload" disabled={disabled} onPress={() => chosen.current?.click()}>
          {choose}
        </Button>
        {camera && touched && (
          <Button icon="camera" disabled={disabled} onPress={() => taken.current?.click()}>
            {t('ui.file.camera')}
          </Button>
        )}
        {!touched && (
          <Text as="span" tone="quiet" size="sm">
            {t(many ? 'ui.file.drop_many' : 'ui.file.drop')}
          </Text>
        )}
      </Row>
      {help !== undefined && (
        <Text tone="quiet" size="sm">
          {help}
        </Text>
      )}
      <input
        {...hidden}
        ref={chosen}
        multiple={many}
        {...(accept === undefined ? {} : { accept })}
        onChange={(event) => {
          give(event.currentTarget.files)
          // The same file may be chosen again.
          event.currentTarget.value = ''
        }}
      />
      <input
        {...hidden}
        ref={taken}
        accept={photographs(accept)}
        capture="environment"
        onChange={(event) => {
          give(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
