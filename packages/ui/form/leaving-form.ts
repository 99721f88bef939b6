import { type RefObject, useEffect, useRef } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { useNavigation } from '../providers/navigation.tsx'
import { useConfirm } from '../say/confirm.tsx'

/**
 * What becomes of what is typed in a form when its page is left. `kept`: a draft has it (`useTyped`). `free`: it is nothing that anybody
 * would miss: a search, a password. `asks`: the page asks before it is left.
 */
export type Unsent = 'asks' | 'kept' | 'free'

/** What happened in a form, as far as it says whether something in it would be missed. */
export interface FormLife {
  /** Something was typed or chosen since it was last sent. */
  readonly typed: boolean
  /** It was sent, and nothing was typed since. */
  readonly sent: boolean
  /** Since it was sent a person has pressed something that leads elsewhere, and the form still stands there. */
  readonly pressed: boolean
  /** The form says that something was refused or is wrong. */
  readonly refused: boolean
}

/** Whether something would be lost. The page that goes on by itself after it was sent takes nothing away. */
export const wouldBeMissed = ({ typed, sent, pressed, refused }: FormLife, by: 'person' | 'page'): boolean =>
  typed || (sent && refused && (by === 'person' || pressed))

const REFUSED = '[role=alert], [aria-invalid=true], fieldset[data-invalid]'
const LEADS_ELSEWHERE = 'a[href], button, [role=menuitem], [role=option]'

/** Asks before a page is left on which something typed in this form is not sent. Gives what a form tells of itself. */
export function useLeavingForm(form: RefObject<HTMLFormElement | null>, unsent: Unsent) {
  const { holdLeaving } = useNavigation()
  const { t } = useMessages()
  const confirm = useConfirm()
  const life = useRef({ typed: false, sent: false, pressed: false })
  const ask = useRef<() => Promise<boolean>>(async () => true)
  useEffect(() => {
    ask.current = () =>
      confirm({
        title: t('ui.unsent.title'),
        body: t('ui.unsent.body'),
        confirm: t('ui.unsent.leave'),
        danger: true,
      })
  }, [confirm, t])
  useEffect(() => {
    if (unsent !== 'asks') return undefined
    const missed = (by: 'person' | 'page') =>
      wouldBeMissed({ ...life.current, refused: form.current?.querySelector(REFUSED) != null }, by)
    const onPress = (event: Event) => {
      const { target } = event
      const elsewhere = target instanceof Element && target.closest(LEADS_ELSEWHERE) !== null
      if (elsewhere && form.current?.contains(target) !== true) life.current.pressed = true
    }
    document.addEventListener('click', onPress, true)
    const stop = holdLeaving({
      stays: async (by) => {
        if (!missed(by)) return false
        const leaves = await ask.current()
        if (leaves) life.current = { typed: false, sent: false, pressed: false }
        return !leaves
      },
      wouldLose: () => missed('person'),
    })
    return () => {
      document.removeEventListener('click', onPress, true)
      stop()
    }
  }, [form, holdLeaving, unsent])
  return {
    typed: () => {
      life.current.typed = true
    },
    sent: () => {
      life.current = { typed: false, sent: true, pressed: false }
    },
  }
}
