import { asInstant } from '@gloact/kernel'
import { Button, ChoiceField, Dialog, Form, Row, useClient, useMessages } from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  confirmFactorReset,
  declineFactorReset,
  type FactorReset,
  IDENTITY_CHECKS,
  listFactorResets,
} from '../../contract/factor-reset.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useChanged } from './queries.ts'
import { WaitingSection } from './waiting-section.tsx'

/** Second factors that another administrator asked to have reset, and that wait for somebody who makes sure who asks. */
export function FactorResets() {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const changed = useChanged()
  const { busy, problem, send } = useSending()
  const [confirming, setConfirming] = useState<FactorReset | null>(null)
  const resets = useQuery({
    queryKey: ['identity', 'administration', 'factor-resets'],
    queryFn: () => client.callOrThrow(listFactorResets),
  })
  const decline = async ({ id }: FactorReset) => {
    await send(client.call(declineFactorReset, { params: { id } }))
    changed()
  }
  return (
    <>
      <WaitingSection
        title={t('identity.resets.title')}
        about={t('identity.resets.about')}
        none={t('identity.resets.none')}
        query={resets}
        problem={problem}
        busy={busy}
        columns={[
          { id: 'name', header: t('identity.field.name'), primary: true, cell: ({ name }) => name },
          { id: 'agency', header: t('identity.field.agency'), cell: ({ agencyName }) => agencyName },
          {
            id: 'asked_by',
            header: t('identity.resets.asked_by'),
            cell: ({ askedBy, askedAt }) => `${askedBy}, ${formatInstant(asInstant(askedAt))}`,
          },
          {
            id: 'until',
            header: t('identity.resets.until'),
            cell: ({ expiresAt }) => formatInstant(asInstant(expiresAt)),
          },
        ]}
        onConfirm={setConfirming}
        onDecline={(reset) => void decline(reset)}
      />
      {confirming && <ConfirmReset reset={confirming} onClose={() => setConfirming(null)} />}
    </>
  )
}

function ConfirmReset({ reset, onClose }: { readonly reset: FactorReset; readonly onClose: () => void }) {
  const { t } = useMessages()
  const client = useClient()
  const changed = useChanged()
  const { busy, problem, send } = useSending()
  const [how, setHow] = useState<(typeof IDENTITY_CHECKS)[number] | null>(null)
  const confirm = async () => {
    if (how === null) return
    if (!(await send(client.call(confirmFactorReset, { params: { id: reset.id }, body: { checkedHow: how } })))) return
    changed()
    onClose()
  }
  return (
    <Dialog title={t('identity.resets.confirm_title', { name: reset.name })} open onClose={onClose}>
      <Form onSubmit={() => void confirm()}>
        <ProblemNote problem={problem} />
        <ChoiceField
          label={t('identity.resets.how', { name: reset.name })}
          required
          options={IDENTITY_CHECKS.map((one) => ({ value: one, label: t(`identity.resets.how.${one}`) }))}
          value={how}
          onChange={(next) => setHow(IDENTITY_CHECKS.find((one) => one === next) ?? null)}
        />
        <Row>
          <Button type="submit" kind="primary" busy={busy} disabled={how === null}>
            {t('identity.resets.confirm')}
          </Button>
        </Row>
      </Form>
    </Dialog>
  )
}
