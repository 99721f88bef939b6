export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** What lies on this device under names that begin alike; what is damaged is left out. */
export function valuesUnder(store: Store, prefix: string): readonly unknown[] {
  const keys = Array.from({ length: store.length }, (_, at) => store.key(at))
  return keys.flatMap((key) => {
    const value = key?.startsWith(prefix) ? valueOf(store.getItem(key)) : undefined
    return value === undefined ? [] : [value]
  })
}

export function valueOf(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    // Something else wrote there.
    return undefined
  }
}

/** Whether the device had room for it. */
export function keepValue(store: Store, key: string, value: unknown): boolean {
  try {
    store.setItem(key, JSON.stringify(value))
    return true
  } catch {
    // The browser gives no more room: the caller says so.
    return false
  }
}
