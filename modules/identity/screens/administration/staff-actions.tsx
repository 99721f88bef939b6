import { Button, Row, Stack, useClient, useConfirm, useMessages, useToast } from '@gloact/ui'
import {
  disableAccount,
  enableAccount,
  type Link,
  renewInvitation,
  resetAccount,
  type Staff,
  unlockAccount,
} from '../../contract/administration.ts'
import { askFactorReset, losePhone } from '../../contract/factor-reset.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useChanged } from './queries.ts'

interface StaffActionsProps {
  readonly staff: Staff
  readonly onLink: (link: Link) => void
}

/** Whether an account may sign in: a new link, unlocking, disabling and enabling. */
export function StaffActions({ staff, onLink }: StaffActionsProps) {
  const { t } = useMessages()
  const client = useClient()
  const changed = useChanged()
  const confirm = useConfirm()
  const toast = useToast()
  const { busy, problem, send } = useSending()
  const params = { id: staff.id }

  const sure = (what: 'reset' | 'disable' | 'enable' | 'phone_lost' | 'reset_factor') =>
    confirm({
      title: t(`identity.staff.${what}_title`, { name: staff.name }),
      body: t(`identity.staff.${what}_body`, { name: staff.name }),
      confirm: t(`identity.staff.${what}`),
    })
  const link = async (contract: typeof resetAccount | typeof askFactorReset) => {
    const made = await send(client.call(contract, { params }))
    if (made) onLink(made)
    changed()
  }
  const change = async (contract: typeof disableAccount) => {
    const now = await send(client.call(contract, { params }))
    if (now && contract === enableAccount && now.state === 'disabled') toast.say(t('identity.changes.asked'))
    changed()
  }
  const lose = async () => {
    if (await send(client.call(losePhone, { params }))) toast.say(t('identity.staff.phone_lost_done'))
    changed()
  }
  return (
    <Stack>
      <ProblemNote problem={problem} />
      <Row>
        {staff.state === 'invited' && (
          <Button icon="link" busy={busy} onPress={() => void link(renewInvitation)}>
            {t('identity.staff.invite_again')}
          </Button>
        )}
        {staff.state === 'locked' && (
          <Button icon="lock" busy={busy} onPress={() => void change(unlockAccount)}>
            {t('identity.staff.unlock')}
          </Button>
        )}
        {(staff.state === 'active' || staff.state === 'locked') && (
          <Button
            icon="key"
            busy={busy}
            onPress={() => void sure('reset').then((yes) => (yes ? link(resetAccount) : undefined))}
          >
            {t('identity.staff.reset')}
          </Button>
        )}
        {(staff.state === 'active' || staff.state === 'locked') && (
          <Button
            icon="eye-off"
            busy={busy}
            onPress={() => void sure('phone_lost').then((yes) => (yes ? lose() : undefined))}
          >
            {t('identity.staff.phone_lost')}
          </Button>
        )}
        {staff.secondFactor && staff.state !== 'disabled' && (
          <Button
            icon="shield"
            busy={busy}
            onPress={() => void sure('reset_factor').then((yes) => (yes ? link(askFactorReset) : undefined))}
          >
            {t('identity.staff.reset_factor')}
          </Button>
        )}
        {staff.state === 'disabled' ? (
          <Button
            busy={busy}
            onPress={() => void sure('enable').then((yes) => (yes ? change(enableAccount) : undefined))}
          >
            {t('identity.staff.enable')}
          </Button>
        ) : (
          <Button
            icon="stop"
            busy={busy}
            onPress={() => void sure('disable').then((yes) => (yes ? change(disableAccount) : undefined))}
          >
            {t('identity.staff.disable')}
          </Button>
        )}
      </Row>
    </Stack>
  )
}
