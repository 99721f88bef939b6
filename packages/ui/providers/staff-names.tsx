import { createContext, type ReactNode, use } from 'react'

/** What somebody of the own agency is called, by id; undefined for anybody else, and before names have arrived. */
export type StaffName = (userId: string) => string | undefined

const StaffNames = createContext<() => StaffName>(() => () => undefined)

/** Told by the app how a page learns names: a hook, so that nothing is asked for where no page shows any. */
export const StaffNamesProvider = ({
  ask,
  children,
}: {
  readonly ask: () => StaffName
  readonly children: ReactNode
}) => <StaffNames value={ask}>{children}</StaffNames>

/** Names of the own agency's staff, for who did what. */
export const useStaffName = (): StaffName => use(StaffNames)()
