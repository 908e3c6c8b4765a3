/** Steps of the table from the square root of linear light to sRGB levels. */
const CURVE_STEPS: f32 = 4096;

/**
 * sRGB levels (0..255, with fractions) of four values of linear light, between two steps of the curve. The square root
 * bends light nearly as sRGB does, so that the curve is almost straight and 4096 steps are exact to 0.001 of a level.
 *
 * @param curve  4098 floats: sRGB level over the square root of linear light
 */
@inline
export function levelsOf(light: v128, curve: usize): v128 {
  const held = f32x4.min(f32x4.splat(1), f32x4.max(f32x4.splat(0), light));
  const place = f32x4.mul(f32x4.sqrt(held), f32x4.splat(CURVE_STEPS));
  const steps = i32x4.trunc_sat_f32x4_s(place);
  const part = f32x4.sub(place, f32x4.convert_i32x4_s(steps));
  const one = curve + 4 * <usize>i32x4.extract_lane(steps, 0);
  const two = curve + 4 * <usize>i32x4.extract_lane(steps, 1);
  const three = curve + 4 * <usize>i32x4.extract_lane(steps, 2);
  const four = curve + 4 * <usize>i32x4.extract_lane(steps, 3);
  const from = f32x4(load<f32>(one), load<f32>(two), load<f32>(three), load<f32>(four));
  const to = f32x4(load<f32>(one, 4), load<f32>(two, 4), load<f32>(three, 4), load<f32>(four, 4));
  return f32x4.add(from, f32x4.mul(f32x4.sub(to, from), part));
}
