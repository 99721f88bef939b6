import { LongText, Section, Stack, useMessages } from '@gloact/ui'
import { ChosenFile } from '../parts/chosen-file.tsx'

/** What the key holder gave, the project’s key or the secret: a file, or what was pasted. */
export interface SecretGiven {
  readonly file: File | null
  readonly text: string
}

export const NO_SECRET: SecretGiven = { file: null, text: '' }

interface SecretPartProps {
  readonly secret: SecretGiven
  readonly disabled: boolean
  readonly onSecret: (secret: SecretGiven) => void
}

/** The project’s key, as a file or pasted; it is held while this page stands and kept nowhere. */
export function SecretPart({ secret, disabled, onSecret }: SecretPartProps) {
  const { t } = useMessages()
  return (
    <Section title={t('statistics.secret.title')} about={t('statistics.secret.about')}>
      <Stack>
        <ChosenFile
          file={secret.file}
          label={t('statistics.secret.label')}
          choose={t('statistics.secret.choose')}
          accept=""
          disabled={disabled}
          onFile={(file) => onSecret({ file, text: '' })}
        />
        {secret.file === null && (
          <LongText
            label={t('statistics.secret.paste')}
            help={t('statistics.secret.paste_help')}
            verbatim
            rows={2}
            disabled={disabled}
            value={secret.text}
            onChange={(text) => onSecret({ file: null, text })}
          />
        )}
      </Stack>
    </Section>
  )
}

interface OwnKeysPartProps {
  readonly file: File | null
  readonly disabled: boolean
  readonly onFile: (file: File | null) => void
}

/** The agency’s own keys, where the agreement names keys. */
export function OwnKeysPart({ file, disabled, onFile }: OwnKeysPartProps) {
  const { t } = useMessages()
  return (
    <Section title={t('statistics.own.title')} about={t('statistics.own.about')}>
      <ChosenFile
        file={file}
        label={t('statistics.own.label')}
        choose={t('statistics.own.choose')}
        accept=""
        disabled={disabled}
        onFile={onFile}
      />
    </Section>
  )
}
