import type { Instant } from '@gloact/kernel'
import { useMessages } from '../providers/messages.tsx'
import { Icon } from '../show/icon.tsx'
import styles from './saved-state.module.css'

export type SaveState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: Instant }
  /** Kept on this device and nowhere else yet. */
  | { readonly kind: 'device'; readonly at: Instant }
  /** `why` is a sentence. What was typed is still on the screen. */
  | { readonly kind: 'failed'; readonly why: string }

/** "Saved 12:04", "Saving…", "Not saved: …": read aloud when it changes. */
export function SavedState({ state }: { state: SaveState }) {
  const { t, formatInstant } = useMessages()
  const failed = state.kind === 'failed'
  return (
    <output className={failed ? `${styles.saved} ${styles.failed}` : styles.saved}>
      {state.kind === 'saving' && t('ui.saved.saving')}
      {state.kind === 'saved' && (
        <>
          <Icon name="check" size={16} /> {t('ui.saved.saved', { time: formatInstant(state.at, 'time') })}
        </>
      )}
      {state.kind === 'device' && (
        <>
          <Icon name="device" size={16} /> {t('ui.saved.device', { time: formatInstant(state.at, 'time') })}
        </>
      )}
      {state.kind === 'failed' && (
        <>
          <Icon name="warning" size={16} /> {t('ui.saved.failed', { why: state.why })}
        </>
      )}
    </output>
  )
}
