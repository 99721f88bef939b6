import { type ReactNode, useEffect, useRef } from 'react'
import { useWrongInputs, WrongInputsProvider } from '../fields/wrong-input.tsx'
import { Text } from '../layout/text.tsx'
import { useMessages } from '../providers/messages.tsx'
import { useNavigation } from '../providers/navigation.tsx'
import { Button } from '../press/button.tsx'
import { IconButton } from '../press/icon-button.tsx'
import styles from './wizard.module.css'

export interface WizardStep {
  readonly id: string
  readonly title: string
  readonly content: ReactNode
  /** False keeps "Next" from going on; `why` says what is still needed. */
  readonly canGoOn?: boolean
  /** Which part of the whole it belongs to, from 1. */
  readonly part?: number
  readonly why?: string
}

export interface WizardProps {
  /** What is being done: "First contact". */
  readonly label: string
  readonly steps: readonly WizardStep[]
  /** Which step stands there, from 0. */
  readonly step: number
  readonly onStep: (step: number) => void
  readonly onFinish: () => void
  /** The verb of the last button. */
  readonly finishLabel: string
  readonly busy?: boolean
  /**
   * How many parts there are, where the answers decide how many pages: what is shown of the way then holds, whatever is
   * answered. Each step says its part.
   */
  readonly parts?: number
  /** Below the buttons: where it is saved, how to leave. */
  readonly footer?: ReactNode
  readonly onClose?: () => void
}

/** How far it is: by pages where their number is known, else by parts, and within a part by its pages. */
function wayThrough(steps: readonly WizardStep[], step: number, parts: number | undefined) {
  const part = steps[step]?.part
  if (parts === undefined || part === undefined) return { done: step + 1, of: steps.length, part: undefined }
  const own = steps.filter((one) => one.part === part)
  const at = own.findIndex(({ id }) => id === steps[step]?.id)
  return { done: part - 1 + (at + 1) / own.length, of: parts, part }
}

/** One group of questions a page; Back and Next where a thumb reaches them. */
export function Wizard(props: WizardProps) {
  const { label, steps, step, onStep, onFinish, finishLabel, busy = false, footer, onClose } = props
  const { t } = useMessages()
  const inputs = useWrongInputs()
  const title = useRef<HTMLHeadingElement>(null)
  const shownStep = useRef(step)
  const { holdBack } = useNavigation()
  const toStep = useRef(onStep)
  useEffect(() => {
    toStep.current = onStep
  }, [onStep])
  const current = steps[step]

  // On a phone, Back is the gesture for the page before: it does not leave a form that is half filled in.
  useEffect(() => {
    if (step === 0) return undefined
    return holdBack(() => {
      toStep.current(step - 1)
      return true
    })
  }, [holdBack, step])

  // A new page is read from its top.
  useEffect(() => {
    if (shownStep.current === step) return
    shownStep.current = step
    window.scrollTo(0, 0)
    title.current?.focus()
  }, [step])

  if (!current) return null
  const last = step === steps.length - 1
  const blocked = current.canGoOn === false
  const way = wayThrough(steps, step, props.parts)
  const words =
    way.part === undefined
      ? t('ui.wizard.progress', { step: step + 1, steps: steps.length })
      : t('ui.wizard.part', { part: way.part, parts: way.of })
  return (
    <div className={styles.wizard}>
      <div className={styles.head}>
        {onClose && <IconButton icon="close" label={t('ui.wizard.close')} onPress={onClose} />}
        <span className={styles.label}>{label}</span>
        <span>{words}</span>
      </div>
      <progress className={styles.progress} max={way.of} value={way.done} aria-label={label} />
      <form
        className={styles.form}
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          if (blocked || busy || inputs.holdBack()) return
          if (last) onFinish()
          else onStep(step + 1)
        }}
      >
        <div className={styles.content}>
          <h1 ref={title} tabIndex={-1} className={styles.title}>
            {current.title}
          </h1>
          <WrongInputsProvider inputs={inputs}>{current.content}</WrongInputsProvider>
        </div>
        <div className={styles.foot}>
          {inputs.held ? (
            <Text tone="strong" size="sm">
              <span role="alert">{t('ui.form.unreadable')}</span>
            </Text>
          ) : null}
          {blocked && current.why !== undefined ? (
            <Text tone="quiet" size="sm">
              {current.why}
            </Text>
          ) : null}
          <div className={styles.buttons}>
            {step > 0 && (
              <Button size="lg" icon="back" onPress={() => onStep(step - 1)}>
                {t('ui.wizard.back')}
              </Button>
            )}
            <Button kind="primary" size="lg" type="submit" disabled={blocked} busy={busy} fullWidth>
              {last ? finishLabel : t('ui.wizard.next')}
            </Button>
          </div>
          {footer === undefined ? null : <div className={styles.footer}>{footer}</div>}
        </div>
      </form>
    </div>
  )
}
