import {
  Button,
  Callout,
  ChoiceField,
  Form,
  Heading,
  problemWords,
  Refusal,
  Row,
  Stack,
  Text,
  useMessages,
} from '@gloact/ui'
import type { Problem } from '@gloact/http/client'
import { type ReactNode, useState } from 'react'
import { OPENING_PURPOSES, type OpeningPurpose } from '../../../domain/file/words.ts'
import { useFile } from '../../reading/file-context.tsx'
import { purposesOffered } from '../../reading/purposes-offered.ts'
import { OPEN_FOR_MINUTES } from '../../reading/use-opened-identity.ts'

/** Who the person is: opens with a purpose, which is recorded, and closes by itself. */
export function IdentitySection({ children }: { children: ReactNode }) {
  const { t, formatInstant } = useMessages()
  const { identity, may } = useFile()
  if (identity.isOpen && identity.closesAt !== undefined) {
    return (
      <Stack gap="lg">
        <Callout
          title={t('protection.file.identity.open', { time: formatInstant(identity.closesAt, 'time') })}
          actions={
            <Button icon="lock" onPress={identity.close}>
              {t('protection.file.identity.close')}
            </Button>
          }
        >
          {t('protection.file.identity.recorded')}
        </Callout>
        {children}
      </Stack>
    )
  }
  return (
    <Stack gap="xl">
      {may('file.read_identity') ? (
        <OpenIdentity />
      ) : (
        <Text tone="quiet">{t('protection.file.identity.not_yours')}</Text>
      )}
      {children}
    </Stack>
  )
}

function OpenIdentity() {
  const messages = useMessages()
  const { t } = messages
  const { identity, may } = useFile()
  const [purpose, setPurpose] = useState<OpeningPurpose | null>(null)
  const [missing, setMissing] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  const offered = purposesOffered(OPENING_PURPOSES, may)
  const open = async () => {
    if (purpose === null) {
      setMissing(true)
      return
    }
    setBusy(true)
    setProblem(await identity.open(purpose))
    setBusy(false)
  }
  return (
    <Stack>
      <Heading level={2}>{t('protection.file.identity.title')}</Heading>
      <Text>{t('protection.file.identity.about', { minutes: OPEN_FOR_MINUTES })}</Text>
      <Form onSubmit={() => void open()}>
        <Stack>
          <ChoiceField
            label={t('protection.file.identity.purpose')}
            as="radio"
            options={offered.map((value) => ({ value, label: t(`protection.file.purpose.${value}`) }))}
            value={purpose}
            error={missing && purpose === null ? t('protection.file.identity.purpose_missing') : undefined}
            onChange={(value) => setPurpose(offered.find((one) => one === value) ?? null)}
          />
          <Refusal>{problem && problemWords(messages, problem)}</Refusal>
          <Row>
            <Button kind="primary" type="submit" icon="eye" busy={busy}>
              {t('protection.file.identity.open_it')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Stack>
  )
}
