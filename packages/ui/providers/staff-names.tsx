import { createContext, type ReactNode, use } from 'react'

/** The name of a member of staff of the reader's own agency, by id; undefined for anyone else, and until names are loaded. */
export type StaffName = (userId: string) => string | undefined

/** The source of these names: fetched only by a page that shows them. */
export interface StaffNames {
  useName(): StaffName
}

const NONE: StaffNames = { useName: () => () => undefined }
const StaffNamesContext = createContext(NONE)

export const StaffNamesProvider = ({
  names,
  children,
}: {
  readonly names: StaffNames
  readonly children: ReactNode
}) => <StaffNamesContext value={names}>{children}</StaffNamesContext>

/** Names of the own agency's staff, for who did what. */
export const useStaffName = (): StaffName => use(StaffNamesContext).useName()
