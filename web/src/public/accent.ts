// A branch's own colour, made to be read: whatever was chosen, text on it and of it has a contrast of 4.5:1 (WCAG 2.2, 1.4.3).

type Colour = readonly [red: number, green: number, blue: number];

const house = "#8a5a44";
const white: Colour = [255, 255, 255];
const ink: Colour = [27, 36, 48];

export function colourOf(hex: string | null | undefined): Colour {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex ?? "") ?? /^#(..)(..)(..)$/.exec(house);
  const part = (index: number) => parseInt(found?.[index] ?? "0", 16);
  return [part(1), part(2), part(3)];
}

const hexOf = (colour: Colour): string => "#" + colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("");

const mixed = (colour: Colour, other: Colour, share: number): Colour => [0, 1, 2].map((index) => (colour[index] ?? 0) * (1 - share) + (other[index] ?? 0) * share) as unknown as Colour;

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Between 1 and 21, whichever of the two is the lighter one. */
export function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return (light + 0.05) / (dark + 0.05);
}

export interface Palette {
  /** Of buttons; white stands on it, and it is read on `soft` and on white. */
  readonly strong: string;
  /** Behind what is chosen. */
  readonly soft: string;
}

/** A colour as dark as it has to be, and no darker. */
export function paletteOf(hex: string | null | undefined): Palette {
  const wished = colourOf(hex);
  const soft = mixed(wished, white, 0.9);
  for (let share = 0; share <= 1; share += 0.04) {
    const strong = mixed(wished, ink, share);
    if (contrast(strong, white) >= 4.5 && contrast(strong, soft) >= 4.5) return { strong: hexOf(strong), soft: hexOf(soft) };
  }
  return { strong: hexOf(ink), soft: hexOf(soft) };
}
