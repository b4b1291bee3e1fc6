/** Colours of a drawing. Each series differs from the next by dashes and marks too, for those who see few colours. */
export interface Palette {
  back: string;
  text: string;
  quiet: string;
  line: string;
  mark: string;
  markText: string;
  link: string;
  series: readonly string[];
  /** From few to many. */
  steps: readonly string[];
}

const light: Palette = {
  back: '#ffffff',
  text: '#1b1b1f',
  quiet: '#55555f',
  line: '#c9c9d2',
  mark: '#fff1c2',
  markText: '#4d3800',
  link: '#0b4f9e',
  series: ['#0067a5', '#b84300', '#00734f', '#9c3d72', '#6b5b00', '#5b3fb0', '#55555f', '#1b1b1f'],
  steps: ['#dbe9f6', '#a9cbe8', '#6ea6d3', '#2f7ab8', '#0b4a85'],
};

const dark: Palette = {
  back: '#17171b',
  text: '#ececf1',
  quiet: '#b0b0bc',
  line: '#45454f',
  mark: '#4a3a06',
  markText: '#ffe9ad',
  link: '#8fbfff',
  series: ['#5ab4f0', '#ff9a52', '#3fd0a0', '#f0a0cc', '#e0cf4f', '#c4a8f8', '#b0b0bc', '#ececf1'],
  steps: ['#1f3347', '#2b5680', '#3f7fb8', '#6fb0e6', '#b8dcff'],
};

/** The variables that pages and embeds set, by the names that they have there. */
const names = {
  back: '--jobtech-graph-back',
  text: '--jobtech-graph-text',
  quiet: '--jobtech-graph-quiet',
  line: '--jobtech-graph-line',
  mark: '--jobtech-graph-mark',
  markText: '--jobtech-graph-mark-text',
  link: '--jobtech-graph-link',
} as const;
const seriesName = (at: number) => `--jobtech-graph-series-${at + 1}`;
const stepName = (at: number) => `--jobtech-graph-step-${at + 1}`;

/** For a drawing inside a page, which decides its colours. */
const variables: Palette = {
  back: `var(${names.back})`,
  text: `var(${names.text})`,
  quiet: `var(${names.quiet})`,
  line: `var(${names.line})`,
  mark: `var(${names.mark})`,
  markText: `var(${names.markText})`,
  link: `var(${names.link})`,
  series: light.series.map((_, at) => `var(${seriesName(at)})`),
  steps: light.steps.map((_, at) => `var(${stepName(at)})`),
};

export const palettes = { light, dark, variables } as const;

/** A style that gives the variables their colours, by the selectors of each theme. */
export function themeStyle({ light, dark, auto }: Record<'light' | 'dark' | 'auto', string>): string {
  const [day, night] = [declarationsOf('light'), declarationsOf('dark')];
  return `${light}{${day}}${dark}{${night}}@media (prefers-color-scheme:dark){${auto}{${night}}}`;
}

/** The declarations that give the variables the colours of a theme. */
function declarationsOf(theme: 'light' | 'dark'): string {
  const palette = palettes[theme];
  return [
    `${names.back}:${palette.back}`,
    `${names.text}:${palette.text}`,
    `${names.quiet}:${palette.quiet}`,
    `${names.line}:${palette.line}`,
    `${names.mark}:${palette.mark}`,
    `${names.markText}:${palette.markText}`,
    `${names.link}:${palette.link}`,
    ...palette.series.map((colour, at) => `${seriesName(at)}:${colour}`),
    ...palette.steps.map((colour, at) => `${stepName(at)}:${colour}`),
  ].join(';');
}
