import type { ReactNode } from 'react'
import styles from './field-grid.module.css'

/** Questions side by side where there is room: a long form is read in fewer screens. */
export const FieldGrid = ({ children }: { children: ReactNode }) => <div className={styles.grid}>{children}</div>
