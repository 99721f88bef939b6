import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { useNavigation } from '../providers/navigation.tsx'
import { useConfirm } from '../say/confirm.tsx'
import { wouldBeMissed } from './form-life.ts'

/**
 * What becomes of what is typed in a form when its page is left. `kept`: a draft has it (`useTyped`). `free`: it is nothing that anybody
 * would miss: a search, a password. `asks`: the page asks before it is left.
 */
export type Unsent = 'asks' | 'kept' | 'free'

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
  // Ended before anything that takes the form's place leads elsewhere: where the session ends, nobody is asked.
  useLayoutEffect(() => {
    if (unsent !== 'asks') return undefined
    const missed = (by: 'person' | 'page') =>
      form.current !== null &&
      wouldBeMissed({ ...life.current, refused: form.current.querySelector(REFUSED) !== null }, by)
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
