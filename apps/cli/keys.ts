import type { Result } from '@gloact/kernel'
import { kekSource, openKek as open } from '@gloact/platform/keys'
import type { KekFailure, KekProvider } from '@gloact/vault'
import type { Settings } from './settings.ts'

/** The key that opens the keys, from where the environment says that it is kept; as the server opens it. */
export const openKek = ({ keysDir, environment }: Settings): Result<KekProvider, KekFailure> =>
  open(kekSource(keysDir, environment), environment)
