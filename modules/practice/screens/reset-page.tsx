import {
  Button,
  Callout,
  Form,
  PageHeader,
  Refusal,
  Row,
  Stack,
  Text,
  TextField,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { RESET_WORD, resetSandbox } from '../contract/practice.ts'

/** Setting the sandbox back, for an administrator who types a word: everything in it goes, for everybody. */
export function ResetPage() {
  const { t } = useMessages()
  const client = useClient()
  const { go } = useNavigation()
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const reset = async () => {
    setProblem(null)
    if (typed.trim().toUpperCase() !== RESET_WORD) return setMissing(true)
    setMissing(false)
    setBusy(true)
    const begun = await client.call(resetSandbox, { body: { confirm: typed.trim() } })
    setBusy(false)
    if (begun.ok) return go('/practise/resetting', { replace: true })
    const { code } = begun.error
    setProblem(code.startsWith('practice.') ? t(code) : t('practice.reset.failed'))
  }
  return (
    <Stack gap="lg">
      <PageHeader
        title={t('practice.reset.title')}
        about={t('practice.reset.about')}
        back={{ to: '/practise', label: t('practice.title') }}
      />
      <Callout tone="notice" title={t('practice.reset.what')}>
        <Text>{t('practice.reset.goes')}</Text>
        <Text>{t('practice.reset.stays')}</Text>
        <Text>{t('practice.reset.who')}</Text>
      </Callout>
      <Form onSubmit={() => void reset()}>
        <Stack>
          <TextField
            label={t('practice.reset.type', { word: RESET_WORD })}
            help={t('practice.reset.type_help')}
            dir="ltr"
            maxLength={20}
            value={typed}
            onChange={setTyped}
            error={missing ? t('practice.not_confirmed') : undefined}
          />
          <Refusal>{problem}</Refusal>
          <Row>
            <Button type="submit" kind="primary" icon="refresh" busy={busy}>
              {t('practice.reset.press')}
            </Button>
            <Button kind="quiet" to="/practise">
              {t('practice.reset.leave')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Stack>
  )
}
