import type { ReactNode } from 'react'
import { ForScreenReaders } from '../layout/text.tsx'
import styles from './grid.module.css'

export interface GridRow {
  readonly id: string
  readonly header: ReactNode
  readonly cells: readonly ReactNode[]
}

export interface GridProps {
  readonly caption: string
  /** The first names the rows. */
  readonly columns: readonly ReactNode[]
  readonly rows: readonly GridRow[]
}

/** A table that stays one on a phone: purposes × recipients, figures. It scrolls sideways by itself. */
export function Grid({ caption, columns, rows }: GridProps) {
  return (
    // What scrolls has to be reached with the keyboard.
    <section className={styles.grid} aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption>
          <ForScreenReaders>{caption}</ForScreenReaders>
        </caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.header}</th>
              {row.cells.map((cell, index) => (
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
