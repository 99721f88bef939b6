import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'

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
