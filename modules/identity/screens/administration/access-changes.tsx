import { asInstant } from '@gloact/kernel'
import {
  Button,
  Callout,
  ChoiceField,
  CopyText,
  Dialog,
  Form,
  Row,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import {
  type AccessChange,
  confirmAccessChange,
  declineAccessChange,
  IDENTITY_CHECKS,
} from '../../contract/access-changes.ts'
import { opensByLink } from '../../domain/access-change.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useChangeWords } from './change-words.ts'
import { useAccessChanges, useChanged } from './queries.ts'
import { WaitingSection } from './waiting-section.tsx'

/** What another administrator asked for that lets somebody see more, and that waits for a second pair of eyes. */
export function AccessChanges() {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const changed = useChanged()
  const words = useChangeWords()
  const { busy, problem, send } = useSending()
  const [confirming, setConfirming] = useState<AccessChange | null>(null)
  const decline = async ({ id }: AccessChange) => {
    await send(client.call(declineAccessChange, { params: { id } }))
    changed()
  }
  return (
    <>
      <WaitingSection
        title={t('identity.changes.title')}
        about={t('identity.changes.about')}
        none={t('identity.changes.none')}
        query={useAccessChanges()}
        problem={problem}
        busy={busy}
        columns={[
          {
            id: 'what',
            header: t('identity.changes.what'),
            primary: true,
            cell: (change) => (
              <Stack gap="xs">
                <Text as="span" tone="strong">
                  {words.title(change)}
                </Text>
                {words.more(change).map((line) => (
                  <Text key={line} as="div" size="sm" tone="quiet">
                    {line}
                  </Text>
                ))}
              </Stack>
            ),
          },
          { id: 'agency', header: t('identity.field.agency'), cell: ({ agencyName }) => agencyName },
          {
            id: 'asked_by',
            header: t('identity.resets.asked_by'),
            cell: ({ askedBy, askedAt, expiresAt }) => (
              <Stack gap="xs">
                <span>{`${askedBy}, ${formatInstant(asInstant(askedAt))}`}</span>
                {expiresAt !== null && (
                  <Text as="span" size="sm" tone="quiet">
                    {t('identity.changes.until', { when: formatInstant(asInstant(expiresAt)) })}
                  </Text>
                )}
              </Stack>
            ),
          },
        ]}
        onConfirm={setConfirming}
        onDecline={(change) => void decline(change)}
      />
      {confirming && <Confirm change={confirming} onClose={() => setConfirming(null)} />}
    </>
  )
}

type Check = (typeof IDENTITY_CHECKS)[number]

function Confirm({ change, onClose }: { readonly change: AccessChange; readonly onClose: () => void }) {
  const { t } = useMessages()
  const client = useClient()
  const changed = useChanged()
  const words = useChangeWords()
  const { busy, problem, send } = useSending()
  const [how, setHow] = useState<Check | null>(null)
  const [code, setCode] = useState<string | null>(null)
  const name = change.name ?? ''
  const confirm = async () => {
    const body = { checkedHow: how }
    const done = await send(client.call(confirmAccessChange, { params: { id: change.id }, body }))
    if (!done) return
    if (done.code === null) close()
    else setCode(done.code)
  }
  const close = () => {
    changed()
    onClose()
  }
  return (
    <Dialog title={words.title(change)} open onClose={close}>
      {code === null ? (
        <Form onSubmit={() => void confirm()}>
          <ProblemNote problem={problem} />
          <Text>{t(`identity.changes.sure.${change.kind}`, { name })}</Text>
          {words.more(change).map((line) => (
            <Text key={line} tone="quiet">
              {line}
            </Text>
          ))}
          {opensByLink(change.kind) && (
            <ChoiceField
              label={t('identity.resets.how', { name })}
              required={change.needsCheck}
              options={IDENTITY_CHECKS.map((one) => ({ value: one, label: t(`identity.resets.how.${one}`) }))}
              value={how}
              onChange={(next) => setHow(IDENTITY_CHECKS.find((one) => one === next) ?? null)}
            />
          )}
          <Row>
            <Button type="submit" kind="primary" busy={busy} disabled={change.needsCheck && how === null}>
              {t('identity.resets.confirm')}
            </Button>
          </Row>
        </Form>
      ) : (
        <Stack>
          <Callout
            tone="success"
            title={t('identity.code.title')}
            actions={<CopyText text={code} label={t('identity.code.copy')} />}
            urgent
          >
            <Stack gap="xs">
              <Text>{t('identity.code.about', { name, askedBy: change.askedBy })}</Text>
              <Text as="div" tone="strong">
                <bdi dir="ltr">{code}</bdi>
              </Text>
            </Stack>
          </Callout>
          <Row>
            <Button kind="primary" onPress={close}>
              {t('identity.code.done')}
            </Button>
          </Row>
        </Stack>
      )}
    </Dialog>
  )
}
