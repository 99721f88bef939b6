/** What this device is to remember of how it is read, no matter who signs out: nothing of anybody's work. */
const PREFERENCES = ['language', 'contrast']

/** Gives what puts the preferences back after the browser's storage was cleared. */
export function keepPreferences(): () => void {
  const kept = PREFERENCES.flatMap((key) => {
    const value = localStorage.getItem(key)
    return value === null ? [] : [[key, value] as const]
  })
  return () => {
    for (const [key, value] of kept) localStorage.setItem(key, value)
  }
}
