import { createContext, type ReactNode, use } from 'react'

/** What somebody of the own agency is called, by id; undefined for anybody else, and before names have arrived. */
export type StaffName = (userId: string) => string | undefined

/** Where a page learns names: asked by the page that shows some, so that nothing is fetched for the others. */
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
