import {
  Button,
  Callout,
  Form,
  PageHeader,
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
export function SetBackPage() {
  const { t } = useMessages()
  const client = useClient()
  const { go } = useNavigation()
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const setBack = async () => {
    setProblem(null)
    if (typed.trim().toUpperCase() !== RESET_WORD) return setMissing(true)
    setMissing(false)
    setBusy(true)
    const begun = await client.call(resetSandbox, { body: { confirm: typed.trim() } })
    setBusy(false)
    if (begun.ok) return go('/practise/setting-back', { replace: true })
    const { code } = begun.error
    setProblem(code.startsWith('practice.') ? t(code) : t('practice.set_back.failed'))
  }
  return (
    <Stack gap="lg">
      <PageHeader
        title={t('practice.set_back.title')}
        about={t('practice.set_back.about')}
        back={{ to: '/practise', label: t('practice.title') }}
      />
      <Callout tone="notice" title={t('practice.set_back.what')}>
        <Text>{t('practice.set_back.goes')}</Text>
        <Text>{t('practice.set_back.stays')}</Text>
        <Text>{t('practice.set_back.who')}</Text>
      </Callout>
      <Form onSubmit={() => void setBack()}>
        <Stack>
          <TextField
            label={t('practice.set_back.type', { word: RESET_WORD })}
            help={t('practice.set_back.type_help')}
            dir="ltr"
            maxLength={20}
            value={typed}
            onChange={setTyped}
            error={missing ? t('practice.not_confirmed') : undefined}
          />
          {problem !== null && (
            <Callout tone="notice" urgent>
              {problem}
            </Callout>
          )}
          <Row>
            <Button type="submit" kind="primary" icon="refresh" busy={busy}>
              {t('practice.set_back.press')}
            </Button>
            <Button kind="quiet" to="/practise">
              {t('practice.set_back.leave')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Stack>
  )
}
