import type { Principal } from '@gloact/identity/contract/principal'

/** Who reads, and whether they have opened who the person is, with a purpose. */
export interface Reader {
  readonly principal: Principal
  readonly identityOpened: boolean
  /** Today in the country. */
  readonly today: string
  /** Whether the file is open to them by an emergency alone: then nothing that is restricted to an audience shows. */
  readonly byEmergency: boolean
}
