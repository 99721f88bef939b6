import type { ReactNode } from 'react'
import { useMessages } from '../providers/messages.tsx'
import styles from './paper.module.css'

export const PAPER_SIZES = ['a4', 'letter'] as const
export type PaperSize = (typeof PAPER_SIZES)[number]

export interface PaperProps {
  readonly size: PaperSize
  /** Said at the foot of every page, beside its number. */
  readonly foot: ReactNode
  /** The first page, by itself. */
  readonly cover?: ReactNode
  readonly children: ReactNode
}

/** A document: a sheet on the screen, and pages with a foot and their numbers when it is printed. */
export function Paper({ size, foot, cover, children }: PaperProps) {
  return (
    <div className={`${styles.paper} ${styles[size]}`}>
      {/* A foot of a table is what every browser repeats on each page. */}
      <table className={styles.sheet} role="presentation">
        <tbody>
          <tr>
            <td>
              {cover && <div className={styles.cover}>{cover}</div>}
              {children}
            </td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <td className={styles.foot}>{foot}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** A big line across the top of a document: what kind of paper it is. */
export function PaperBanner({ children }: { children: ReactNode }) {
  return <p className={styles.banner}>{children}</p>
}

export interface PaperBlockProps {
  readonly title?: string
  /** Short enough to stand on one page, and then does. */
  readonly whole?: boolean
  readonly children: ReactNode
}

/** What belongs together, under its name: the name never stands alone at the foot of a page. */
export function PaperBlock({ title, whole = false, children }: PaperBlockProps) {
  return (
    <section className={whole ? `${styles.block} ${styles.whole}` : styles.block}>
      {title !== undefined && <h2 className={styles.title}>{title}</h2>}
      {children}
    </section>
  )
}

/** Much on one sheet: small, in two columns. */
export function DenseSheet({ children }: { children: ReactNode }) {
  return <div className={styles.dense}>{children}</div>
}

/** Short questions beside one another, as many as there is room for. */
export function PaperRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>
}

/** One of several in a block: begins and ends where everybody sees it, and stands whole on one page. */
export function PaperEntry({ children }: { children: ReactNode }) {
  return <div className={styles.entry}>{children}</div>
}

/** Only on the screen: what is set before printing. */
export function NotOnPaper({ children }: { children: ReactNode }) {
  return <div className={styles.screen}>{children}</div>
}

/** A line to write on, or several. */
export function WritingLines({ count = 1 }: { count?: number }) {
  return (
    <span className={styles.lines} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <span key={index} className={styles.line} />
      ))}
    </span>
  )
}

/** Boxes for one character each, in groups: a date, a number. */
export function WritingBoxes({ groups }: { groups: readonly { readonly boxes: number; readonly label?: string }[] }) {
  return (
    <span className={styles.boxes} dir="ltr">
      {groups.map((group, index) => (
        <span key={index} className={styles.boxGroup}>
          <span className={styles.boxRow} aria-hidden="true">
            {Array.from({ length: group.boxes }, (_, box) => (
              <span key={box} className={styles.box} />
            ))}
          </span>
          {group.label !== undefined && <span className={styles.boxLabel}>{group.label}</span>}
        </span>
      ))}
    </span>
  )
}

/** The boxes of a day. */
export function DayBoxes() {
  const { t } = useMessages()
  return (
    <WritingBoxes
      groups={[
        { boxes: 2, label: t('ui.paper.day') },
        { boxes: 2, label: t('ui.paper.month') },
        { boxes: 4, label: t('ui.paper.year') },
      ]}
    />
  )
}

/** Boxes to tick, each with its word. */
export function TickBoxes({ options, quiet = false }: { options: readonly string[]; quiet?: boolean }) {
  return (
    <ul className={quiet ? styles.ticksQuiet : styles.ticks}>
      {options.map((option) => (
        <li key={option}>
          <span className={styles.tick} aria-hidden="true" />
          <bdi>{option}</bdi>
        </li>
      ))}
    </ul>
  )
}

/** A place to sign, with the day. */
export function SignatureLine({ label }: { label: string }) {
  const { t } = useMessages()
  return (
    <div className={styles.signature}>
      <span className={styles.line} aria-hidden="true" />
      <span>{label}</span>
      <span className={styles.line} aria-hidden="true" />
      <span>{t('ui.paper.date')}</span>
    </div>
  )
}

/** One question on a blank: what is asked, what to write in, why there may be no answer. */
export function BlankQuestion({
  label,
  help,
  children,
}: {
  label: string
  help?: string | undefined
  children: ReactNode
}) {
  return (
    <div className={styles.question}>
      <p className={styles.label}>{label}</p>
      {help !== undefined && <p className={styles.help}>{help}</p>}
      {children}
    </div>
  )
}
