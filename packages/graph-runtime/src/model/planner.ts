import type { Trial } from './trial.ts';

/** What a film is to become: so long, ready in so much time, or both. */
export interface FilmWish {
  /** null: as many as the time gives. @unit frames */
  readonly frames: number | null;
  /** null: as long as the frames take. @unit s */
  readonly seconds: number | null;
  /** Of the finished film. @unit frames per second */
  readonly fps: number;
}

/** How a film would come out. */
export interface Outlook {
  readonly secondsPerFrame: number;
  /** Frames that are wished for; without such a wish, those that the time gives. */
  readonly frames: number;
  /** What they take. @unit s */
  readonly seconds: number;
  /** Length of the film. @unit s */
  readonly filmSeconds: number;
  /** Whether they are ready in time; true when no time is given. */
  readonly fits: boolean;
}

/** What to do differently. `cadence` n: the engine draws every n-th frame, those between are moved and cross-faded. */
export interface PlanChange {
  readonly cadence?: number;
  readonly steps?: number;
  readonly width?: number;
  readonly height?: number;
}

export interface Suggestion extends Outlook {
  readonly change: PlanChange;
  /** 'Every 3rd frame drawn, those between moved'. */
  readonly words: string;
}

export interface PlannedFilm extends Outlook {
  /** Each lever alone in its gentlest setting that fits, or else in its furthest; when none fits alone, all together. */
  readonly suggestions: readonly Suggestion[];
}

const MOST_CADENCE = 8;
const LEAST_STEPS = 4;
/** Smaller pictures than half the size are another film. */
const LEAST_SCALE = 0.5;
const SCALE_STEP = 1 / 16;
/** What image models want of both sides. @unit px */
const SIDE_MULTIPLE_PX = 8;
const LEAST_SIDE_PX = 64;
/** Encoding and decoding a picture takes about as long as this many sampler steps. */
const STEPS_FOR_CODING = 2;
/** A frame between: two pictures moved, one cross-fade. @unit s per megapixel */
const BETWEEN_SECONDS_PER_MEGAPIXEL = 0.03;

/**
 * What a trial says about a film: how long it takes or becomes, and what cadence, size or steps would bring. The engine's
 * time is taken as proportional to its sampler steps (and a fixed part) and to the pixels, the rest as proportional to the
 * pixels: rough, and on the safe side for smaller pictures, whose attention layers gain more than that.
 *
 * @unit wish.seconds: s from the first frame on
 */
export function planFilm(trial: Trial, wish: FilmWish): PlannedFilm {
  const present = outlook(trial.secondsPerFrame, wish);
  const look = (change: PlanChange): Suggestion => ({
    change,
    words: wordsOf(change, trial),
    ...outlook(secondsAfter(trial, change), wish),
  });
  const mustFit = wish.frames !== null && wish.seconds !== null;
  if (mustFit && present.fits) return { ...present, suggestions: [] };
  const levers = [cadences(trial), sizes(trial), steps(trial)].filter((settings) => settings.length > 0);
  const faster = ({ secondsPerFrame }: Outlook) => secondsPerFrame < trial.secondsPerFrame;
  const alone = levers.flatMap((settings) => {
    const looks = settings.map(look);
    const chosen = mustFit ? (looks.find(({ fits }) => fits) ?? looks.at(-1)) : looks[mild(looks.length)];
    return chosen === undefined || !faster(chosen) ? [] : [chosen];
  });
  const together = mustFit && !alone.some(({ fits }) => fits) ? combined(levers, look) : null;
  return { ...present, suggestions: together === null ? alone : [...alone, together] };
}

/** Without a time to meet, an idea of what a lever does: its first third. */
function mild(settings: number): number {
  return Math.floor((settings - 1) / 3);
}

function outlook(secondsPerFrame: number, { frames: wished, seconds: given, fps }: FilmWish): Outlook {
  const inTime = given === null ? 0 : Math.floor(given / secondsPerFrame);
  const frames = wished ?? inTime;
  const seconds = frames * secondsPerFrame;
  return { secondsPerFrame, frames, seconds, filmSeconds: frames / fps, fits: given === null || seconds <= given };
}

/** All levers moved in step, from gently to far, until it fits; null when there is only one or none. */
function combined(
  levers: readonly (readonly PlanChange[])[],
  look: (change: PlanChange) => Suggestion,
): Suggestion | null {
  if (levers.length < 2) return null;
  const most = Math.max(...levers.map(({ length }) => length));
  let last: Suggestion | null = null;
  for (let at = 0; at < most; at += 1) {
    const settings = levers.map((lever) => lever[Math.min(lever.length - 1, Math.floor((at * lever.length) / most))]);
    last = look(Object.assign({}, ...settings));
    if (last.fits) return last;
  }
  return last;
}

function secondsAfter(trial: Trial, { cadence, steps: fewer, width, height }: PlanChange): number {
  const engine = Math.min(trial.secondsPerFrame, engineMsOf(trial) / 1000);
  const others = trial.secondsPerFrame - engine;
  const area = ((width ?? trial.width) * (height ?? trial.height)) / (trial.width * trial.height);
  const sampled =
    trial.steps === null || fewer === undefined ? 1 : (fewer + STEPS_FOR_CODING) / (trial.steps + STEPS_FOR_CODING);
  const megapixels = (trial.width * trial.height * area) / 1e6;
  const share = cadence === undefined ? trial.drawnShare : 1 / cadence;
  const between = (trial.drawnShare - share) * BETWEEN_SECONDS_PER_MEGAPIXEL * megapixels;
  return engine * area * sampled * (share / trial.drawnShare) + others * area + between;
}

function engineMsOf({ nodes, engine }: Trial): number {
  return nodes.find(({ node }) => node === engine)?.medianMs ?? 0;
}

/** Those at which fewer frames are drawn than now. */
function cadences({ engine, drawnShare }: Trial): readonly PlanChange[] {
  if (engine === null) return [];
  const all = Array.from({ length: MOST_CADENCE - 1 }, (_, at) => ({ cadence: at + 2 }));
  return all.filter(({ cadence }) => 1 / cadence < 0.99 * drawnShare);
}

function steps({ steps: used }: Trial): readonly PlanChange[] {
  if (used === null || used <= LEAST_STEPS) return [];
  return Array.from({ length: used - LEAST_STEPS }, (_, at) => ({ steps: used - at - 1 }));
}

/** Smaller frames of nearly the same shape. */
function sizes({ width, height }: Trial): readonly PlanChange[] {
  const found: PlanChange[] = [];
  for (let scale = 1 - SCALE_STEP; scale >= LEAST_SCALE; scale -= SCALE_STEP) {
    const size = { width: sideOf(width * scale), height: sideOf(height * scale) };
    const last = found.at(-1);
    const isNew = size.width < (last?.width ?? width) || size.height < (last?.height ?? height);
    if (isNew && size.width <= width && size.height <= height) found.push(size);
  }
  return found;
}

function sideOf(px: number): number {
  return Math.max(LEAST_SIDE_PX, Math.round(px / SIDE_MULTIPLE_PX) * SIDE_MULTIPLE_PX);
}

function wordsOf({ cadence, steps: fewer, width, height }: PlanChange, trial: Trial): string {
  const parts = [
    cadence === undefined ? null : `every ${ordinal(cadence)} frame drawn, those between moved`,
    width === undefined || height === undefined
      ? null
      : `${width} x ${height} px instead of ${trial.width} x ${trial.height}`,
    fewer === undefined ? null : `${fewer} steps instead of ${trial.steps}`,
  ].filter((part) => part !== null);
  const text = parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function ordinal(number: number): string {
  return `${number}${number === 2 ? 'nd' : number === 3 ? 'rd' : 'th'}`;
}
