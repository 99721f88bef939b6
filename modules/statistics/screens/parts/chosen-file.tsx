import { FilePicker, Icon, Row, Text, Button, useMessages } from '@gloact/ui'

interface ChosenFileProps {
  readonly file: File | null
  /** What is asked for, read aloud with the buttons. */
  readonly label: string
  /** The words on the button: "Choose the list". */
  readonly choose: string
  readonly accept: string
  readonly disabled: boolean
  readonly onFile: (file: File | null) => void
}

/** A file to choose; once it is, its name, and taking it away again. */
export function ChosenFile({ file, label, choose, accept, disabled, onFile }: ChosenFileProps) {
  const { t } = useMessages()
  if (file === null) {
    const take = ([chosen]: readonly File[]): void => chosen && onFile(chosen)
    return <FilePicker label={label} choose={choose} accept={accept} disabled={disabled} onFiles={take} />
  }
  return (
    <Row>
      <Text as="span" tone="strong">
        <Icon name="attachment" size={18} /> <bdi>{file.name}</bdi>
      </Text>
      <Button
        kind="quiet"
        label={`${t('statistics.file.another')}: ${label}`}
        disabled={disabled}
        onPress={() => onFile(null)}
      >
        {t('statistics.file.another')}
      </Button>
    </Row>
  )
}
