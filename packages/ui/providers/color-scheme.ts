import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useSyncExternalStore } from 'react'

export type ColorScheme = 'light' | 'dark' | 'auto'

/** Light, dark, or as the device has it. Remembered on the device. */
export function useColorScheme(): {
  readonly scheme: ColorScheme
  readonly shown: 'light' | 'dark'
  readonly choose: (scheme: ColorScheme) => void
} {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return { scheme: colorScheme, shown: useComputedColorScheme('light'), choose: setColorScheme }
}

/** More contrast always, or where the device asks for it. */
export type Contrast = 'more' | 'auto'

const CONTRAST = 'contrast'
const listeners = new Set<() => void>()
const asked = typeof matchMedia === 'function' ? matchMedia('(prefers-contrast: more)') : undefined
const chosen = (): Contrast => (localStorage.getItem(CONTRAST) === 'more' ? 'more' : 'auto')

/** Puts the choice, or what the device asks for, where the palette looks. */
function show(): void {
  const more = chosen() === 'more' || asked?.matches === true
  document.documentElement.dataset['contrast'] = more ? 'more' : 'usual'
  for (const listener of listeners) listener()
}

/** Begins to honour the choice of this device, and follows it; gives the way to stop. */
export function honourContrast(): () => void {
  show()
  asked?.addEventListener('change', show)
  return () => asked?.removeEventListener('change', show)
}

/** More contrast, or as the device has it. Remembered on the device. */
export function useContrast(): { readonly contrast: Contrast; readonly choose: (contrast: Contrast) => void } {
  const contrast = useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, chosen)
  return {
    contrast,
    choose: (next) => {
      if (next === 'more') localStorage.setItem(CONTRAST, next)
      else localStorage.removeItem(CONTRAST)
      show()
    },
  }
}
