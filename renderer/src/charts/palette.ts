const names = {
  text: '--text',
  secondary: '--text-secondary',
  border: '--border',
  surface: '--surface',
  positive: '--positive',
  kept: '--kept',
  candidates: '--candidates',
  selected: '--selected',
  dropped: '--dropped',
  suspect: '--suspect',
  accent: '--accent',
} as const;

export type Palette = Readonly<Record<keyof typeof names, string>> & {
  /** The font family on screen: a canvas inherits none. */
  readonly font: string;
};

/** The colours of the roles as they are on screen, for what is drawn on a canvas. */
export function readPalette(): Palette {
  const probe = document.createElement('span');
  // With reduced motion every element has a tiny transition: the first reading would be the colour before.
  probe.style.transitionProperty = 'none';
  document.body.append(probe);
  const colourOf = (variable: string): string => {
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };
  const colours = Object.entries(names).map(([role, variable]) => [role, colourOf(variable)]);
  probe.remove();
  return {
    ...emptyPalette,
    ...Object.fromEntries(colours),
    font: getComputedStyle(document.body).fontFamily,
  };
}

const emptyPalette: Palette = {
  text: '#000',
  secondary: '#555',
  border: '#ccc',
  surface: '#fff',
  positive: '#009e73',
  kept: '#8a94a0',
  candidates: '#d5dae0',
  selected: '#0072b2',
  dropped: '#e69f00',
  suspect: '#d55e00',
  accent: '#0b5cad',
  font: 'sans-serif',
};
