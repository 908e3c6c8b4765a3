import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Greys of the look, dark to light as Mantine counts them for its dark scheme (0 text .. 9 deepest). */
const dark: MantineColorsTuple = [
  '#e7e9ee',
  '#c8cdd8',
  '#8c95a6',
  '#5d6676',
  '#343b48',
  '#262b35',
  '#1c2028',
  '#15181e',
  '#0f1217',
  '#0f1115',
];

const periwinkle: MantineColorsTuple = [
  '#eef1ff',
  '#dfe4ff',
  '#c3ccff',
  '#a9b6ff',
  '#8ea2ff',
  '#7a90f7',
  '#667cea',
  '#5468d4',
  '#4a5fd6',
  '#3848a8',
];

/** Mantine wears the look: its sizes, fonts and colours are the tokens' own. */
export const mantineTheme = createTheme({
  fontFamily: 'Inter, system-ui, sans-serif',
  fontFamilyMonospace: '"JetBrains Mono", ui-monospace, monospace',
  primaryColor: 'periwinkle',
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  colors: { dark, periwinkle },
  defaultRadius: 6,
  fontSizes: { xs: '10.5px', sm: '11.5px', md: '12.5px', lg: '14px', xl: '17px' },
  lineHeights: { xs: '1.35', sm: '1.35', md: '1.4', lg: '1.4', xl: '1.4' },
  headings: { fontWeight: '600' },
  components: {
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.55, blur: 2 },
        transitionProps: { duration: 120 },
      },
    },
    Tooltip: {
      defaultProps: {
        openDelay: 450,
        withinPortal: true,
        fz: 11.5,
        color: 'dark.6',
        transitionProps: { duration: 80 },
      },
    },
    Menu: { defaultProps: { shadow: 'lg', transitionProps: { duration: 80 } } },
    Select: { defaultProps: { size: 'xs', allowDeselect: false } },
    TextInput: { defaultProps: { size: 'xs' } },
    Button: { defaultProps: { size: 'xs' } },
  },
});
