import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

// A deep teal; its seventh shade has a contrast of 7 to white, its sixth of 5.
const teal: MantineColorsTuple = [
  '#eaf5f4',
  '#d5e8e7',
  '#a8d0ce',
  '#78b7b4',
  '#50a19e',
  '#36938f',
  '#1f7a77',
  '#12625f',
  '#0c5250',
  '#063f3e',
]

export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent: teal },
  primaryShade: { light: 7, dark: 6 },
  fontFamily: 'var(--g-sans)',
  headings: { fontFamily: 'var(--g-sans)', fontWeight: '600' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'never',
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  components: {
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'description', 'error', 'input'] } },
  },
})

/** The kit takes its colours from the palette, where contrast is settled for light and dark. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--g-paper)',
    '--mantine-color-text': 'var(--g-ink)',
    '--mantine-color-dimmed': 'var(--g-quiet)',
    '--mantine-color-placeholder': 'var(--g-quiet)',
    '--mantine-color-anchor': 'var(--g-accent)',
    '--mantine-color-default': 'var(--g-paper)',
    '--mantine-color-default-hover': 'var(--g-accent-soft)',
    '--mantine-color-default-color': 'var(--g-ink)',
    '--mantine-color-default-border': 'var(--g-line-strong)',
    // A mistyped date is no danger: red is kept for danger to a person.
    '--mantine-color-error': 'var(--g-notice)',
    '--mantine-color-accent-light': 'var(--g-accent-soft)',
    '--mantine-color-accent-light-hover': 'var(--g-accent-soft)',
    '--mantine-color-accent-light-color': 'var(--g-accent)',
    '--mantine-color-accent-text': 'var(--g-accent)',
    '--mantine-color-disabled': 'var(--g-ground)',
    '--mantine-color-disabled-color': 'var(--g-quiet)',
  }
  return { variables: {}, light: shared, dark: shared }
}
