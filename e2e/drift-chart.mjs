// The chart of docs/loop-health.md: one panel for each measure, both films in it, and the limits as a band.

const WIDTH = 960;
const PANEL = { left: 78, width: 858, height: 150, gap: 62, top: 84 };
const FILMS = [
  { key: 'free', label: 'without Loop guard', colour: '#c43d3d' },
  { key: 'guarded', label: 'with Loop guard', colour: '#1f8a5f' },
];
const TITLES = {
  sharpness: 'Sharpness: mean curvature of lightness',
  chroma: 'Colourfulness: mean chroma in OKLab',
  cast: 'Colour cast: distance of the mean colour from grey, in OKLab',
};
const TEXT = 'font-family="Inter, Helvetica, Arial, sans-serif"';

/** Rows of both films by measure, as an SVG file. */
export function drawChart({ guarded, free, limits, frames }) {
  const films = { guarded, free };
  const panels = Object.entries(limits).map(([name, band], at) => drawPanel({ name, band, films, frames, at }));
  const height = PANEL.top + panels.length * (PANEL.height + PANEL.gap);
  const keys = FILMS.map(({ label, colour }, at) => {
    const x = PANEL.left + at * 210;
    return `<path d="M${x} 50h26" stroke="${colour}" stroke-width="3"/><text x="${x + 34}" y="54">${label}</text>`;
  });
  const bandKey = `<rect x="${PANEL.left + 420}" y="43" width="26" height="14" fill="#d9e7f7"/><text x="${PANEL.left + 454}" y="54">limits of the guard</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" ${TEXT} font-size="13" fill="#22262e">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="${PANEL.left}" y="28" font-size="17" font-weight="600">A loop whose sampler blurs and tints every picture, ${frames} frames</text>`,
    ...keys,
    bandKey,
    ...panels,
    '</svg>',
    '',
  ].join('\n');
}

function drawPanel({ name, band, films, frames, at }) {
  const top = PANEL.top + 20 + at * (PANEL.height + PANEL.gap);
  const values = [...films.guarded, ...films.free].map((row) => row[name]);
  const ceiling = niceCeiling(Math.max(band.most * 1.1, ...values));
  const x = (frame) => PANEL.left + (frame / frames) * PANEL.width;
  const y = (value) => top + PANEL.height * (1 - Math.min(value, ceiling) / ceiling);
  const lines = FILMS.map(({ key, colour }) => {
    const path = films[key].map(
      (row, i) => `${i === 0 ? 'M' : 'L'}${x(row.frame).toFixed(1)} ${y(row[name]).toFixed(1)}`,
    );
    return `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="1.8" stroke-linejoin="round"/>`;
  });
  const rows = [0, 0.5, 1].map((part) => {
    const value = part * ceiling;
    const line = `<path d="M${PANEL.left} ${y(value).toFixed(1)}h${PANEL.width}" stroke="#dfe3ea"/>`;
    return `${line}<text x="${PANEL.left - 10}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end" fill="#5d6676">${Number(value.toFixed(3))}</text>`;
  });
  const columns = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const frame = Math.round(part * frames);
    const anchor = part === 0 ? 'start' : part === 1 ? 'end' : 'middle';
    return `<text x="${x(frame).toFixed(1)}" y="${top + PANEL.height + 18}" text-anchor="${anchor}" fill="#5d6676">${part === 1 ? `frame ${frame}` : frame}</text>`;
  });
  const [high, low] = [y(band.most), y(band.least)];
  return [
    `<text x="${PANEL.left}" y="${top - 10}" font-weight="600">${TITLES[name]}</text>`,
    ...rows,
    `<rect x="${PANEL.left}" y="${high.toFixed(1)}" width="${PANEL.width}" height="${(low - high).toFixed(1)}" fill="#3b82d6" fill-opacity="0.18"/>`,
    ...lines,
    ...columns,
  ].join('\n');
}

/** The next number of the form 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten. */
function niceCeiling(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}
