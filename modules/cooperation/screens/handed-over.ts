import { handover } from '@gloact/ui/handover'

/** A country's entry, its public keys, on its way to the page that enters it. */
export const toEntry = handover<string>()
