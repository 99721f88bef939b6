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

// The kit's neutral colours, with a fourth shade that a border can be seen by (3:1 to what it stands on).
const gray: MantineColorsTuple = [
  '#f5f7f7',
  '#eceff0',
  '#e2e7e9',
  '#d5dbde',
  '#7b8890',
  '#6c7981',
  '#52606a',
  '#3b474e',
  '#29333a',
  '#1c2629',
]

const dark: MantineColorsTuple = [
  '#e6eaec',
  '#c9d1d5',
  '#a9b5bb',
  '#93a1a8',
  '#84929a',
  '#38444a',
  '#20292d',
  '#1b2326',
  '#12181a',
  '#0c1112',
]

export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent: teal, gray, dark },
  primaryShade: { light: 7, dark: 6 },
  fontFamily: 'var(--g-sans)',
  headings: { fontFamily: 'var(--g-sans)', fontWeight: '600' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'never',
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  components: {
    // A menu holds items and nothing else: the kit's placeholder is one that screen readers do not expect.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
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
