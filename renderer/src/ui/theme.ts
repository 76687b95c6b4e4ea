/** One accent colour, calm greys, 13–14 px text, controls of 32–36 px. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import type { FocusEvent } from 'react';

const petrol: MantineColorsTuple = [
  '#e8f6f8',
  '#d5eaee',
  '#a9d3da',
  '#7abbc6',
  '#54a7b5',
  '#3d9aaa',
  '#2f94a5',
  '#1f8192',
  '#0c7383',
  '#006473',
];

export const theme = createTheme({
  primaryColor: 'petrol',
  colors: { petrol },
  primaryShade: { light: 8, dark: 7 },
  autoContrast: false,
  defaultRadius: 'sm',
  respectReducedMotion: true,
  fontFamily: "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', sans-serif",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '16px' }, h3: { fontSize: '14px' } },
  },
  components: {
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 80 },
      },
      styles: { title: { fontSize: '16px', fontWeight: 600, lineHeight: 1.35 } },
    },
    // The outline of a focused button in it stands out.
    Alert: { styles: { message: { overflow: 'visible', overflowWrap: 'anywhere' } } },
    InputWrapper: { styles: { description: { fontSize: '12px' }, error: { fontSize: '12px' } } },
    Notification: {
      styles: { title: { fontWeight: 600 }, description: { color: 'var(--mantine-color-text)' } },
    },
    Popover: { defaultProps: { transitionProps: { duration: 60 }, shadow: 'md' } },
    Menu: { defaultProps: { transitionProps: { duration: 60 }, shadow: 'md' } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 60 } } },
    // A closed list does not take Enter, which moves on; typing, arrows and a click open it.
    Select: {
      defaultProps: {
        searchable: true,
        openOnFocus: false,
        selectFirstOptionOnChange: true,
        onFocus: (event: FocusEvent<HTMLInputElement>) => event.currentTarget.select(),
      },
    },
    Table: { defaultProps: { verticalSpacing: 6 } },
  },
});

/** Quiet words and words on tinted grounds are darker (on dark: lighter) than Mantine has them: 4.5 to 1 at least. */
export const variablesOf: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--quiet)',
    '--mantine-color-placeholder': '#6a7178',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-green-light-color': '#1b5e2f',
    '--mantine-color-red-light-color': '#98211a',
    '--mantine-color-yellow-light-color': '#6b4f00',
    '--mantine-color-orange-light-color': '#804300',
    '--mantine-color-blue-light-color': '#124f8c',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--quiet)',
    '--mantine-color-placeholder': '#9298a0',
    '--mantine-color-error': 'var(--bad)',
  },
});
