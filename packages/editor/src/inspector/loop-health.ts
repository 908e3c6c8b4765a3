import type { FrameHealth } from '@epoch/graph-runtime/protocol';
import { EARLY_FROM_FRAME, type HealthTrace } from '../store/health-trace.ts';

export type HealthMeasure = 'sharpness' | 'chroma' | 'contrast' | 'lightness' | 'cast' | 'change';

/** A band that a measure is held in. */
export interface HealthBand {
  readonly least: number;
  readonly most: number;
}

interface MeasureFace {
  readonly label: string;
  readonly doc: string;
  readonly read: (row: FrameHealth) => number | null;
  /** Drifts smaller than this cannot be seen, whatever their share. */
  readonly least: number;
  readonly rises: string;
  readonly falls: string;
}

export const MEASURES: Readonly<Record<HealthMeasure, MeasureFace>> = {
  sharpness: {
    label: 'Sharpness',
    doc: 'Mean curvature of lightness: fine detail.',
    read: ({ sharpness }) => sharpness,
    least: 0.004,
    rises: 'The film grows harsh',
    falls: 'The film blurs',
  },
  chroma: {
    label: 'Colour',
    doc: 'Mean colourfulness in OKLab.',
    read: ({ chroma }) => chroma,
    least: 0.01,
    rises: 'The colours burn',
    falls: 'The colours fade',
  },
  contrast: {
    label: 'Contrast',
    doc: 'Deviation of lightness.',
    read: ({ contrast }) => contrast,
    least: 0.02,
    rises: 'The contrast burns in',
    falls: 'The film turns flat',
  },
  lightness: {
    label: 'Brightness',
    doc: 'Mean lightness in OKLab, 0 to 1.',
    read: ({ lightness }) => lightness,
    least: 0.05,
    rises: 'The film grows bright',
    falls: 'The film grows dark',
  },
  cast: {
    label: 'Colour cast',
    doc: 'Distance of the mean colour from grey, in OKLab.',
    read: ({ a, b }) => Math.hypot(a, b),
    least: 0.02,
    rises: 'The film takes on a tint',
    falls: 'The film loses its tint',
  },
  change: {
    label: 'Change',
    doc: 'Mean difference from the frame before, 0 to 1.',
    read: ({ change }) => change,
    least: 0.004,
    rises: 'The film boils',
    falls: 'The film stands still',
  },
};

/** What is shown of one measure. */
export interface HealthLine {
  readonly measure: HealthMeasure;
  readonly values: readonly number[];
  readonly now: number;
  /** First frame of the beginning. */
  readonly since: number;
  /** Mean of the beginning; null before there is one. */
  readonly early: number | null;
  /** Against the frames about 200 frames ago, as a share; null for a shorter film. */
  readonly changed: number | null;
  readonly band: HealthBand | null;
  readonly alarm: HealthAlarm | null;
}

export interface HealthAlarm {
  readonly sentence: string;
  /** How bad, to tell the worst: the logarithm of how far it has gone. */
  readonly weight: number;
}

/** Single frames say little: a cut is no illness. Means are taken over this many rows. */
const MEAN_ROWS = 8;
const BACK_FRAMES = 200;
/** Rows after the first that are compared with the beginning. */
const ENOUGH_ROWS = 24;
/** More than a third of what it was is a drift. */
const MOST_DRIFT = 1 / 3;
const CHANGE_SHARE = 0.2;
/** A guard answers what it has seen: this share outside of a limit is its way of working. */
const BAND_SLACK = 0.05;

export function linesOf(trace: HealthTrace, bands: ReadonlyMap<HealthMeasure, HealthBand>): readonly HealthLine[] {
  const measures = Object.keys(MEASURES).filter((key): key is HealthMeasure => key in MEASURES);
  return measures.flatMap((measure) => lineOf(trace, measure, bands.get(measure) ?? null) ?? []);
}

function lineOf({ early: beginning, recent, since }: HealthTrace, measure: HealthMeasure, band: HealthBand | null) {
  const { read } = MEASURES[measure];
  const last = recent.at(-1);
  const now = meanOf(recent.slice(-MEAN_ROWS), read);
  if (last === undefined || now === null) return null;
  const back = last.frame - BACK_FRAMES;
  const then = meanOf(recent.filter(({ frame }) => frame <= back).slice(-MEAN_ROWS), read);
  const seen = recent.filter(({ frame }) => frame >= since).length;
  const early = meanOf(beginning, read);
  const line = {
    measure,
    values: recent.map(read).filter((value) => value !== null),
    now,
    since,
    early,
    changed: then === null || then === 0 ? null : now / then - 1,
    band,
  };
  return { ...line, alarm: seen < ENOUGH_ROWS ? null : alarmOf(line) };
}

/** A guard's limits say what may be; without them, the beginning does. */
function alarmOf({ measure, now, since, early, band }: Omit<HealthLine, 'alarm'>): HealthAlarm | null {
  const { label, rises, falls, least } = MEASURES[measure];
  if (band !== null) {
    const isAbove = now > band.most * (1 + BAND_SLACK);
    if (!isAbove && now >= band.least * (1 - BAND_SLACK)) return null;
    const limit = isAbove ? band.most : band.least;
    const place = `${label} ${figure(now)} is ${isAbove ? 'above' : 'below'} the limit ${figure(limit)}`;
    return { sentence: `${isAbove ? rises : falls}: ${place} of the guard.`, weight: weightOf(now, limit) };
  }
  if (early === null || Math.abs(now - early) < least || Math.abs(now - early) <= MOST_DRIFT * early) return null;
  const share = early < 1e-6 ? '' : ` by ${Math.round(Math.abs(now / early - 1) * 100)} %`;
  const way = now > early ? 'rose' : 'fell';
  const sentence = `${now > early ? rises : falls}: ${label.toLowerCase()} ${way}${share} since ${since > EARLY_FROM_FRAME ? `frame ${since}` : 'the beginning'}.`;
  // A film that stands still or boils mostly does so because of another drift.
  return { sentence, weight: weightOf(now, early) * (measure === 'change' ? CHANGE_SHARE : 1) };
}

/** The alarm that matters most. */
export function worstAlarm(lines: readonly HealthLine[]): HealthAlarm | null {
  const alarms = lines.flatMap(({ alarm }) => (alarm === null ? [] : [alarm]));
  return alarms.sort((a, b) => b.weight - a.weight)[0] ?? null;
}

/** Three digits that mean something, without an exponent. */
export function figure(value: number): string {
  return value >= 0.1 ? value.toFixed(3) : value.toFixed(4);
}

export function changeWords(changed: number | null): string {
  if (changed === null) return '\u2013';
  const percent = Math.round(changed * 100);
  return percent === 0 ? '0 %' : `${percent > 0 ? '+' : '\u2212'}${Math.abs(percent)} %`;
}

/** @unit width, height: of the box that the path is drawn in; y is down */
export interface Sparkline {
  readonly path: string;
  /** Edges of the band, top first; null without one. */
  readonly band: { readonly top: number; readonly bottom: number } | null;
  /** Height of the mean of the beginning. */
  readonly early: number | null;
}

const MOST_POINTS = 160;

/** A trend in a box. Its scale holds all values and the beginning, and as much of the band as is near them. */
export function sparklineOf({ values, early, band }: HealthLine, width: number, height: number): Sparkline {
  const shown = thinned(values);
  const all = early === null ? shown : [...shown, early];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = Math.max((high - low) * 0.15, high * 0.08, 1e-4);
  const near =
    band === null ? [] : [band.least, band.most].filter((edge) => edge > low - 6 * room && edge < high + 6 * room);
  const bottom = Math.min(low, ...near) - room;
  const top = Math.max(high, ...near) + room;
  const y = (value: number) => round(height * (1 - (Math.min(top, Math.max(bottom, value)) - bottom) / (top - bottom)));
  const step = width / Math.max(1, shown.length - 1);
  return {
    path: shown.map((value, at) => `${at === 0 ? 'M' : 'L'}${round(at * step)} ${y(value)}`).join(''),
    band: band === null ? null : { top: y(band.most), bottom: y(band.least) },
    early: early === null ? null : y(early),
  };
}

/** Means of neighbours, so that a long film has no more points than can be seen. */
function thinned(values: readonly number[]): readonly number[] {
  const size = Math.ceil(values.length / MOST_POINTS);
  if (size <= 1) return values;
  const points: number[] = [];
  for (let at = 0; at < values.length; at += size) {
    const part = values.slice(at, at + size);
    points.push(part.reduce((sum, value) => sum + value, 0) / part.length);
  }
  return points;
}

function meanOf(rows: readonly FrameHealth[], read: (row: FrameHealth) => number | null): number | null {
  const values = rows.map(read).filter((value) => value !== null);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function weightOf(now: number, goal: number): number {
  return Math.abs(Math.log(Math.max(now, 1e-6) / Math.max(goal, 1e-6)));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
