import { asPlainDate } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  Form,
  KeyValueList,
  LoadingState,
  Narrow,
  PageHeader,
  problemWords,
  Refusal,
  Row,
  Stack,
  TextField,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useEffect, useState } from 'react'
import { type CertificateCheck, checkCertificate, issuerKeys } from '../contract/tests.ts'
import type { CertificateContent, VerifiedCertificate } from '../domain/certificate.ts'
import { canVerify, keepKeys, keptKeys, verifyHere } from './verify.ts'

const tokenOfAddress = () => location.hash.slice(1)

/**
 * Where anyone verifies a certificate: by scanning it, which needs no network once this page is open, or by the code printed on it,
 * which says whether it was revoked as well.
 */
export function CertificatePage() {
  const { t, has } = useMessages()
  const [token, setToken] = useState(tokenOfAddress)
  useEffect(() => {
    const changed = () => setToken(tokenOfAddress())
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  if (!has('training.verify.title')) return <LoadingState what="…" />
  return (
    <Narrow>
      <PageHeader title={t('training.verify.title')} about={t('training.verify.about')} />
      <Stack>
        {token !== '' && <Scanned key={token} token={token} />}
        <ByCode />
      </Stack>
    </Narrow>
  )
}

function Scanned({ token }: { readonly token: string }) {
  const { t } = useMessages()
  const client = useClient()
  const [found, setFound] = useState<VerifiedCertificate | null>(null)
  useEffect(() => {
    let current = true
    const verify = async () => {
      const asked = await client.call(issuerKeys)
      // Without a network, those that this device has seen before.
      if (asked.ok) keepKeys(asked.value.keys)
      const verified = await verifyHere(token, asked.ok ? asked.value.keys : keptKeys())
      if (current) setFound(verified)
    }
    if (canVerify()) void verify()
    return () => {
      current = false
    }
  }, [client, token])
  if (!canVerify()) return <Callout tone="notice">{t('training.verify.cannot')}</Callout>
  if (found === null) return <LoadingState what={t('training.verify.title')} />
  if (found.state !== 'genuine') {
    return (
      <Callout tone="danger" urgent title={t(`training.verify.${found.state}`)}>
        {t('training.verify.not_about')}
      </Callout>
    )
  }
  return (
    <Card>
      <Stack>
        <Callout tone="success" urgent title={t('training.verify.genuine')}>
          {t('training.verify.genuine_about')}
        </Callout>
        <Said content={found.content} />
      </Stack>
    </Card>
  )
}

function Said({ content }: { readonly content: Omit<CertificateContent, 'id'> }) {
  const { t, formatDate } = useMessages()
  const day = (text: string) => formatDate(asPlainDate(text))
  return (
    <KeyValueList
      items={[
        { label: t('training.person_name'), value: <bdi>{content.name}</bdi> },
        { label: t('training.event'), value: <bdi>{content.event}</bdi> },
        { label: t('training.organiser'), value: <bdi>{content.organiser}</bdi> },
        { label: t('training.when'), value: t('training.from_to', { from: day(content.from), to: day(content.to) }) },
        { label: t('training.hours'), value: content.hours },
        ...(content.passed === null
          ? []
          : [{ label: t('training.test_passed'), value: t(content.passed ? 'training.yes' : 'training.no') }]),
      ]}
    />
  )
}

function ByCode() {
  const { t, has } = useMessages()
  const client = useClient()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [found, setFound] = useState<CertificateCheck | null>(null)
  const check = async () => {
    setBusy(true)
    const answer = await client.call(checkCertificate, { body: { code } })
    setBusy(false)
    setFound(answer.ok ? answer.value : null)
    setProblem(answer.ok ? null : problemWords({ t, has }, answer.error))
  }
  return (
    <Card title={t('training.verify.by_code')} level={2}>
      <Stack>
        <Form onSubmit={() => void check()}>
          <Stack>
            <TextField label={t('training.verify.code')} dir="ltr" maxLength={60} value={code} onChange={setCode} />
            <Row>
              <Button kind="primary" type="submit" busy={busy} disabled={code.trim() === ''}>
                {t('training.verify.button')}
              </Button>
            </Row>
          </Stack>
        </Form>
        <Refusal>{problem}</Refusal>
        {found && (
          <>
            <Callout
              tone={found.state === 'valid' ? 'success' : 'danger'}
              urgent
              title={t(`training.verify.${found.state}`)}
            />
            <Said content={found} />
          </>
        )}
      </Stack>
    </Card>
  )
}
