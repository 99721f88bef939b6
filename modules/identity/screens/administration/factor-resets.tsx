import { problemOf } from '@gloact/http/client'
import { asInstant } from '@gloact/kernel'
import {
  Button,
  ChoiceField,
  Dialog,
  EmptyState,
  ErrorState,
  Form,
  Grid,
  LoadingState,
  Row,
  Section,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
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
    <Section title={t('identity.resets.title')} about={t('identity.resets.about')}>
      <Stack>
        <ProblemNote problem={problem} />
        {resets.isPending && <LoadingState what={t('identity.staff.loading')} />}
        {resets.isError && <ErrorState problem={problemOf(resets.error)} onRetry={() => void resets.refetch()} />}
        {resets.data?.items.length === 0 && <EmptyState icon="shield" title={t('identity.resets.none')} />}
        {resets.data && resets.data.items.length > 0 && (
          <Grid
            caption={t('identity.resets.title')}
            columns={[
              t('identity.field.name'),
              t('identity.field.agency'),
              t('identity.resets.asked_by'),
              t('identity.resets.until'),
              t('identity.resets.decide'),
            ]}
            rows={resets.data.items.map((reset) => ({
              id: reset.id,
              header: reset.name,
              cells: [
                reset.agencyName,
                `${reset.askedBy}, ${formatInstant(asInstant(reset.askedAt))}`,
                formatInstant(asInstant(reset.expiresAt)),
                <Stack key="decide" gap="xs">
                  {!reset.mayConfirm && <Text size="sm">{t('identity.resets.own')}</Text>}
                  <Row gap="xs">
                    {reset.mayConfirm && (
                      <Button size="sm" kind="primary" disabled={busy} onPress={() => setConfirming(reset)}>
                        {t('identity.resets.confirm')}
                      </Button>
                    )}
                    <Button size="sm" kind="quiet" disabled={busy} onPress={() => void decline(reset)}>
                      {t('identity.resets.decline')}
                    </Button>
                  </Row>
                </Stack>,
              ],
            }))}
          />
        )}
      </Stack>
      {confirming && <ConfirmReset reset={confirming} onClose={() => setConfirming(null)} />}
    </Section>
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
