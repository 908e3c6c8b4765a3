// Stars as a list, drawn by whichever rows they touch. Every row draws all its stars in list order, so the sums, and with
// them the bytes, do not depend on how the rows are shared out.

/** Floats of one star: x, y, core radius, core light, red, green, blue of the core, halo radius, halo light, spike length,
 *  spike light, red, green, blue of the halo, first row, last row. */
const STAR_BYTES: usize = 64;

@inline
function addLight(red: usize, green: usize, blue: usize, o: usize, light: f32, r: f32, g: f32, b: f32): void {
  store<f32>(red + o, load<f32>(red + o) + light * r);
  store<f32>(green + o, load<f32>(green + o) + light * g);
  store<f32>(blue + o, load<f32>(blue + o) + light * b);
}

/** One row of a disc that falls off as (1 - r^2)^2. */
@inline
function coreRow(red: usize, green: usize, blue: usize, row: i32, width: i32, star: usize, dy: f32): void {
  const x = load<f32>(star), radius = load<f32>(star, 8), light = load<f32>(star, 12);
  const r = load<f32>(star, 16), g = load<f32>(star, 20), b = load<f32>(star, 24), perSquare: f32 = <f32>1 / (radius * radius);
  const first = max(0, <i32>ceil<f32>(x - radius)), last = min(width - 1, <i32>floor<f32>(x + radius));
  for (let column = first; column <= last; column++) {
    const dx: f32 = <f32>column - x, k: f32 = <f32>1 - (dx * dx + dy * dy) * perSquare;
    if (k > 0) addLight(red, green, blue, <usize>(row + column) << 2, k * k * light, r, g, b);
  }
}

/** One row of the glow around a bright star: (1 - d)^3 / (1 + 26 d) of the squared distance d. */
@inline
function haloRow(red: usize, green: usize, blue: usize, row: i32, width: i32, star: usize, dy: f32): void {
  const x = load<f32>(star), radius = load<f32>(star, 28), light = load<f32>(star, 32);
  const r = load<f32>(star, 44), g = load<f32>(star, 48), b = load<f32>(star, 52), perSquare: f32 = <f32>1 / (radius * radius);
  const first = max(0, <i32>ceil<f32>(x - radius)), last = min(width - 1, <i32>floor<f32>(x + radius));
  for (let column = first; column <= last; column++) {
    const dx: f32 = <f32>column - x, d: f32 = (dx * dx + dy * dy) * perSquare, k: f32 = <f32>1 - d;
    if (k > 0) addLight(red, green, blue, <usize>(row + column) << 2, (light * k * k * k) / (<f32>1 + <f32>26 * d), r, g, b);
  }
}

/** What one row sees of the four spikes of a very bright star; `dy` is the row's distance from the star. */
@inline
function spikeRow(red: usize, green: usize, blue: usize, row: i32, width: i32, star: usize, dy: f32): void {
  const x = load<f32>(star), length = load<f32>(star, 36), light = load<f32>(star, 40);
  const r = load<f32>(star, 44), g = load<f32>(star, 48), b = load<f32>(star, 52);
  const across: f32 = <f32>1 - dy * dy * <f32>0.8;
  if (across > 0) {
    const first = max(0, <i32>ceil<f32>(x - length)), last = min(width - 1, <i32>floor<f32>(x + length));
    for (let column = first; column <= last; column++) {
      const f: f32 = <f32>1 - abs<f32>(<f32>column - x) / (length + 1);
      addLight(red, green, blue, <usize>(row + column) << 2, light * f * f * f * across, r, g, b);
    }
  }
  const f: f32 = <f32>1 - abs<f32>(dy) / (length + 1);
  if (f <= 0) return;
  for (let column = max(0, <i32>ceil<f32>(x - 1.1)); column <= min(width - 1, <i32>floor<f32>(x + 1.1)); column++) {
    const dx: f32 = <f32>column - x, near: f32 = <f32>1 - dx * dx * <f32>0.8;
    if (near > 0) addLight(red, green, blue, <usize>(row + column) << 2, light * f * f * f * near, r, g, b);
  }
}

/** Adds the stars to rows [y0, y1) of the light. */
export function paintStars(red: usize, green: usize, blue: usize, width: i32, stride: i32, stars: usize, count: i32, y0: i32, y1: i32): void {
  for (let i = 0; i < count; i++) {
    const star = stars + <usize>i * STAR_BYTES, y = load<f32>(star, 4);
    const first = max(y0, <i32>load<f32>(star, 56)), last = min(y1 - 1, <i32>load<f32>(star, 60));
    for (let line = first; line <= last; line++) {
      const dy: f32 = <f32>line - y, row = line * stride;
      if (abs<f32>(dy) < load<f32>(star, 8)) coreRow(red, green, blue, row, width, star, dy);
      if (abs<f32>(dy) < load<f32>(star, 28)) haloRow(red, green, blue, row, width, star, dy);
      if (abs<f32>(dy) < load<f32>(star, 36)) spikeRow(red, green, blue, row, width, star, dy);
    }
  }
}
