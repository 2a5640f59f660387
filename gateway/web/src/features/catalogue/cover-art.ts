/** Tiles for a course without a picture: the same slug always gets the same pattern and colors. */

export const COVER = { width: 320, height: 200, tile: 40 } as const;

interface Palette {
  ground: string;
  chalks: [string, string, string];
}

const PALETTES: Palette[] = [
  { ground: "#0d3b31", chalks: ["#1f6a58", "#efaa2c", "#eef5f0"] },
  { ground: "#efaa2c", chalks: ["#d98411", "#0d3b31", "#fff3d6"] },
  { ground: "#47224d", chalks: ["#6f3b76", "#f2b5c4", "#efaa2c"] },
  { ground: "#cfe3ea", chalks: ["#7fb3c8", "#14506b", "#ffffff"] },
  { ground: "#a8432d", chalks: ["#c8664c", "#f6d9bd", "#2b1a2d"] },
  { ground: "#252d6b", chalks: ["#4551a8", "#a9b6ff", "#efaa2c"] },
  { ground: "#dce8da", chalks: ["#9dbfa0", "#2d6a4f", "#efaa2c"] },
  { ground: "#f5d9d5", chalks: ["#e29a8f", "#7d2e3d", "#ffffff"] },
];

type Chance = () => number;
type Tile = (x: number, y: number, size: number, turn: number) => string;

const CORNERS = [
  [0, 0, 1, 1],
  [1, 0, -1, 1],
  [1, 1, -1, -1],
  [0, 1, 1, -1],
] as const;

const quarter: Tile = (x, y, size, turn) => {
  const [cx, cy, dx, dy] = CORNERS[turn % 4] ?? CORNERS[0];
  const [left, top] = [x + cx * size, y + cy * size];
  const sweep = dx * dy > 0 ? 1 : 0;
  return `M${left} ${top}h${dx * size}A${size} ${size} 0 0 ${sweep} ${left} ${top + dy * size}z`;
};

const petal: Tile = (x, y, size, turn) =>
  turn % 2
    ? `M${x} ${y}A${size} ${size} 0 0 1 ${x + size} ${y + size}A${size} ${size} 0 0 1 ${x} ${y}z`
    : `M${x + size} ${y}A${size} ${size} 0 0 1 ${x} ${y + size}A${size} ${size} 0 0 1 ${x + size} ${y}z`;

const triangle: Tile = (x, y, size, turn) => {
  const [cx, cy, dx, dy] = CORNERS[turn % 4] ?? CORNERS[0];
  return `M${x + cx * size} ${y + cy * size}h${dx * size}l${-dx * size} ${dy * size}z`;
};

const star: Tile = (x, y, size) => {
  const [cx, cy] = [x + size / 2, y + size / 2];
  const points = Array.from({ length: 16 }, (_, index) => {
    const radius = (index % 2 ? 0.36 : 0.5) * size;
    const angle = (index * Math.PI) / 8;
    return `${round(cx + radius * Math.cos(angle))} ${round(cy + radius * Math.sin(angle))}`;
  });
  return `M${points.join("L")}z`;
};

const half: Tile = (x, y, size, turn) => {
  const radius = size / 2;
  return turn % 2
    ? `M${x} ${y + radius}a${radius} ${radius} 0 0 1 ${size} 0z`
    : `M${x + radius} ${y}a${radius} ${radius} 0 0 1 0 ${size}z`;
};

const SETS: [Tile, Tile][] = [
  [quarter, quarter],
  [petal, petal],
  [triangle, star],
  [star, petal],
  [half, quarter],
  [quarter, triangle],
];

const round = (value: number): number => Math.round(value * 10) / 10;

function hash(text: string): number {
  let value = 2166136261;
  for (const letter of text) value = Math.imul(value ^ letter.charCodeAt(0), 16777619);
  return value >>> 0;
}

/** Mulberry32: small, fast and the same in every browser. */
function chances(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface CoverArt {
  ground: string;
  layers: { color: string; path: string }[];
}

const EMPTY_SHARE = 0.16;

/** One path per color, so that a page of covers stays light. */
export function coverArt(slug: string): CoverArt {
  const seed = hash(slug);
  const chance = chances(seed);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(chance() * choices.length)] as T;
  const palette = PALETTES[seed % PALETTES.length] as Palette;
  const tiles = SETS[(seed >>> 11) % SETS.length] as [Tile, Tile];
  const paths = palette.chalks.map(() => [] as string[]);
  for (let y = 0; y < COVER.height; y += COVER.tile) {
    for (let x = 0; x < COVER.width; x += COVER.tile) {
      const empty = chance() < EMPTY_SHARE;
      const layer = pick([0, 0, 0, 1, 1, 2]);
      const shape = pick(tiles)(x, y, COVER.tile, Math.floor(chance() * 4));
      if (!empty) paths[layer]?.push(shape);
    }
  }
  const layers = palette.chalks.map((color, index) => ({
    color,
    path: (paths[index] ?? []).join(""),
  }));
  return { ground: palette.ground, layers };
}
