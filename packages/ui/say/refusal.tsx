import { Callout } from '../show/callout.tsx'

/** Why something was not accepted, read aloud as soon as it appears; nothing where there is no reason. */
export function Refusal({ children }: { readonly children: string | false | null | undefined }) {
  return children ? (
    <Callout tone="notice" urgent>
      {children}
    </Callout>
  ) : null
}
