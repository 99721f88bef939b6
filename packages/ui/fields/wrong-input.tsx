import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'

/** What is typed in fields that are sent together and cannot be read: half a date, a time that is none, letters for a number. */
export interface WrongInputs {
  /** Whether something cannot be read as it stands; from then on every such field says so. */
  readonly holdBack: () => boolean
  /** Whether it was tried to send with something that cannot be read, and it still stands there. */
  readonly held: boolean
  readonly insisted: boolean
  readonly tell: (id: string, wrong: boolean) => void
}

const WrongInputsContext = createContext<WrongInputs | null>(null)

/** For anyone who sends fields together: a field that cannot be read hands on null, which must not be sent as "nothing given". */
export function useWrongInputs(): WrongInputs {
  const ids = useRef(new Set<string>())
  const [count, setCount] = useState(0)
  const [insisted, setInsisted] = useState(false)
  const tell = useCallback((id: string, wrong: boolean) => {
    if (wrong) ids.current.add(id)
    else ids.current.delete(id)
    setCount(ids.current.size)
  }, [])
  const holdBack = useCallback(() => {
    const wrong = ids.current.size > 0
    setInsisted(wrong)
    return wrong
  }, [])
  return useMemo(() => ({ holdBack, held: insisted && count > 0, insisted, tell }), [holdBack, insisted, count, tell])
}

export const WrongInputsProvider = ({ inputs, children }: { inputs: WrongInputs; children: ReactNode }) => (
  <WrongInputsContext value={inputs}>{children}</WrongInputsContext>
)

/** Says of a field whether what is typed in it cannot be read. Gives whether that is to be said now, typed to the end or not. */
export function useWrongInput(wrong: boolean): boolean {
  const inputs = use(WrongInputsContext)
  const id = useId()
  const tell = inputs?.tell
  useLayoutEffect(() => {
    tell?.(id, wrong)
    return () => tell?.(id, false)
  }, [tell, id, wrong])
  return inputs?.insisted ?? false
}
