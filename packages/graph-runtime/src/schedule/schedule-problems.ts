import {
  type Catalogue,
  cardForNode,
  DEFAULT_BPM,
  type Diagnostic,
  type GraphDocument,
  isScheduled,
  labelOf,
  lookUp,
  nearestAllowed,
  type ParamSpec,
  titleOf,
  validateGraph,
} from '../model/index.ts';
import { deforumWarnings } from './deforum.ts';
import type { ScheduleFilm } from './language/clock.ts';
import { parseSchedule } from './language/parse-schedule.ts';
import { createSampler, type ScheduleSampler } from './language/sample.ts';
import type { ParsedSchedule } from './language/schedule-key.ts';

/** Frames at which a schedule is tried before a run. */
const TRIED_FRAMES = 500;
/** Warnings told of one schedule. */
const WARNING_LIMIT = 5;
/** So much of a wrong text is repeated in a sentence. @unit characters */
const LONGEST_SHOWN = 60;

/** The film that a document's schedules are counted by. */
export function filmOf({ settings }: Pick<GraphDocument, 'settings'>): ScheduleFilm {
  const { frames, fps, bpm = DEFAULT_BPM, seed } = settings;
  return { count: frames, fps, bpm, seed: seed ?? 0 };
}

/** All that is wrong, or doubtful, in the schedules of a graph: what, in which param of which node, at which character. */
export function scheduleProblems(document: GraphDocument, catalogue: Catalogue): readonly Diagnostic[] {
  const film = filmOf(document);
  return Object.values(document.nodes).flatMap((node) => {
    const card = lookUp(catalogue, node.type);
    if (card === undefined || node.version > card.version) return [];
    return Object.entries(cardForNode(card, node).params).flatMap(([name, spec]) => {
      const input = lookUp(node.params, name);
      if (!isScheduled(input)) return [];
      const place = { node: node.id, param: name };
      const whose = `${labelOf(name, spec)} of ${titleOf(document, catalogue, node.id)}`;
      return judge(input.schedule, spec, film).map(
        ({ severity, message }): Diagnostic => ({
          severity,
          code: 'param-keys',
          message: `${whose}: ${message}`,
          ...place,
        }),
      );
    });
  });
}

/** All that is wrong or doubtful in a graph: what the model finds (validate.ts), and what its schedules say. */
export function checkGraph(document: GraphDocument, catalogue: Catalogue): readonly Diagnostic[] {
  return [...validateGraph(document, catalogue), ...scheduleProblems(document, catalogue)];
}

/** One thing to say about a schedule's text. @unit at, length: characters from 0 */
export interface ScheduleFinding {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly at: number;
  readonly length: number;
  /** The whole text mended; null when there is no good guess. */
  readonly fixed: string | null;
}

/** What there is to say about a schedule that drives a param: an error when it cannot be used, else warnings. */
export function judge(source: string, spec: ParamSpec, film: ScheduleFilm): readonly ScheduleFinding[] {
  const answer = parseSchedule(source);
  if (!answer.ok) {
    const { message, at, length, fixed } = answer.problem;
    return [{ severity: 'error', message: `${message} (character ${at + 1})`, at, length, fixed }];
  }
  const wrongKind = findWrongKind(answer.schedule, spec);
  if (wrongKind !== null) return [wrongKind];
  const sampler = createSampler(answer.schedule, film);
  const warnings = [...sampler.warnings, ...deforumWarnings(answer.schedule, film)];
  const findings = warnings.map((warning): ScheduleFinding => ({ severity: 'warning', ...warning, fixed: null }));
  return [...findings, ...tryOut(sampler, spec, film, source)].slice(0, WARNING_LIMIT);
}

/** Texts belong into texts and choices, numbers into all others. */
function findWrongKind({ keys, formula, source }: ParsedSchedule, spec: ParamSpec): ScheduleFinding | null {
  const wantsText = spec.kind !== 'number' && spec.kind !== 'integer' && spec.kind !== 'boolean';
  const wrong = keys.find(({ value }) => (value.kind === 'text') !== wantsText);
  if (wrong === undefined && !(wantsText && formula !== null)) return null;
  const message = wantsText
    ? 'Here a text in quotes is wanted, such as 0: "moss", 60: "ocean" fade 24.'
    : 'Here a number or a formula is wanted, not a text in quotes.';
  const { at, length } = wrong ?? { at: 0, length: source.length };
  return { severity: 'error', message: `${message} (character ${at + 1})`, at, length, fixed: null };
}

/** What a param makes of a text that it does not take; null when it takes it. */
function wordsOfUnfit(text: string, spec: ParamSpec, frame: number): string | null {
  if (spec.kind === 'text') {
    if (text.length <= spec.maxLength) return null;
    return `At frame ${frame} this is ${text.length} characters long and ${spec.maxLength} is the most; the rest is left out there.`;
  }
  if (nearestAllowed(spec, text).allowed) return null;
  const shown = JSON.stringify(text.slice(0, LONGEST_SHOWN));
  const instead = JSON.stringify(spec.default);
  return spec.kind === 'choice'
    ? `At frame ${frame} this is ${shown}, which is not one of ${spec.choices.map(({ value }) => value).join(', ')}; ${instead} is used there.`
    : `At frame ${frame} this is ${shown}, which cannot be used; ${instead} is used there.`;
}

/** Walks over the film and tells the first frame without a value, and the first outside the param's limits. */
function tryOut(
  sampler: ScheduleSampler,
  spec: ParamSpec,
  { count }: ScheduleFilm,
  source: string,
): readonly ScheduleFinding[] {
  const last = count === null ? TRIED_FRAMES - 1 : count - 1;
  const step = Math.max(1, Math.ceil((last + 1) / TRIED_FRAMES));
  let missing: number | null = null;
  let outside: { readonly frame: number; readonly value: number } | null = null;
  let unfit: string | null = null;
  for (let frame = 0; frame <= last; frame += step) {
    const value = sampler.at(frame);
    if (typeof value === 'string') unfit ??= wordsOfUnfit(value, spec, frame);
    if (typeof value !== 'number') continue;
    if (!Number.isFinite(value)) missing ??= frame;
    else if ('min' in spec && (value < spec.min || value > spec.max)) outside ??= { frame, value };
  }
  const whole = { at: 0, length: source.length, fixed: null, severity: 'warning' as const };
  const findings: ScheduleFinding[] = [];
  if (unfit !== null) findings.push({ ...whole, message: unfit });
  if (missing !== null) {
    const instead = typeof spec.default === 'string' ? 'nothing' : String(spec.default);
    findings.push({
      ...whole,
      message: `At frame ${missing} this has no value (a division by 0, or max_f of a film without end); ${instead} is used there.`,
    });
  }
  if (outside !== null && 'min' in spec) {
    const shown = Number(outside.value.toPrecision(4));
    findings.push({
      ...whole,
      message: `At frame ${outside.frame} this is ${shown}, outside ${spec.min} to ${spec.max}; it is held at the limit there.`,
    });
  }
  return findings;
}
