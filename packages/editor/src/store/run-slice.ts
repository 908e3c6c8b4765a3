import type { CueRecord, Production, ServerEvent } from '@epoch/graph-runtime/protocol';
import { emptyTrace, withRow } from './health-trace.ts';
import type { Connection, RunSlice } from './state.ts';

export const emptyRun: RunSlice = {
  connection: 'connecting',
  productions: {},
  currentId: null,
  frame: null,
  reports: {},
  progress: {},
  remarks: {},
  cues: [],
  serverProblems: [],
  serverVersion: null,
  health: emptyTrace,
};

const PROBLEM_LIMIT = 50;

/** Productions that draw frames, or would if a person or a server let them. */
const ALIVE: readonly Production['state'][] = ['running', 'paused', 'waiting'];

export function isAlive(production: Production): boolean {
  return ALIVE.includes(production.state);
}

export function withConnection(run: RunSlice, connection: Connection): RunSlice {
  return run.connection === connection ? run : { ...run, connection };
}

/** The run after one event of the server. Events that only tell of lists to read again leave it unchanged. */
export function applyEvent(run: RunSlice, event: ServerEvent): RunSlice {
  switch (event.type) {
    case 'hello':
      return fromHello(run, event);
    case 'production':
      return withProduction(run, event.production);
    case 'production-removed':
      return withoutProduction(run, event.production);
    case 'frame':
      if (event.production !== run.currentId) return run;
      return {
        ...run,
        frame: event.frame,
        reports: mergeReports(run.reports, event.reports),
        progress: {},
        health: event.health === null ? run.health : withRow(run.health, event.health),
      };
    case 'progress':
      if (event.production !== run.currentId) return run;
      return { ...run, progress: { ...run.progress, [event.node]: event.done } };
    case 'remark':
      if (event.production !== run.currentId) return run;
      return { ...run, remarks: { ...run.remarks, [event.node]: event.words } };
    case 'problem':
      if (event.production !== run.currentId) return run;
      return { ...run, serverProblems: [...run.serverProblems, event.problem].slice(-PROBLEM_LIMIT) };
    case 'cue': {
      if (event.production !== run.currentId) return run;
      const others = run.cues.filter((cue) => cue.id !== event.cue.id);
      return { ...run, cues: event.removed ? others : [...others, event.cue] };
    }
    case 'graph':
    case 'assets':
    case 'templates':
    case 'reply':
      return run;
  }
}

/** Another production is looked at: what was known of the one before is forgotten. */
export function showProduction(run: RunSlice, id: string | null): RunSlice {
  if (run.currentId === id) return run;
  const nothing = { frame: null, reports: {}, progress: {}, remarks: {}, cues: [], serverProblems: [] };
  return { ...run, ...nothing, currentId: id, health: emptyTrace };
}

/** The reply to an armed teleport. The frame that took it may have been told before: then the event knows better. */
export function withCueReply(run: RunSlice, production: string, cue: CueRecord): RunSlice {
  if (run.currentId !== production || run.cues.some(({ id }) => id === cue.id)) return run;
  return { ...run, cues: [...run.cues, cue] };
}

/** Cues that are told anew take the place of what was known of them. */
export function withCues(run: RunSlice, told: readonly CueRecord[]): RunSlice {
  const byId = new Map(run.cues.map((cue) => [cue.id, cue]));
  for (const cue of told) byId.set(cue.id, cue);
  return { ...run, cues: [...byId.values()] };
}

function fromHello(run: RunSlice, event: Extract<ServerEvent, { type: 'hello' }>): RunSlice {
  const productions = Object.fromEntries(event.productions.map((production) => [production.id, production]));
  const kept = run.currentId !== null && productions[run.currentId] !== undefined ? run.currentId : null;
  const last = event.settings.lastProductionId;
  const remembered = last !== null && productions[last] !== undefined ? last : null;
  const currentId = event.productions.find(isAlive)?.id ?? kept ?? remembered;
  const problem = currentId === null ? null : (productions[currentId]?.problem ?? null);
  return {
    ...run,
    connection: 'open',
    productions,
    currentId,
    frame: event.frame,
    reports: event.reports,
    progress: {},
    remarks: event.remarks,
    cues: event.cues.filter((entry) => entry.production === currentId).map((entry) => entry.cue),
    serverProblems: problem === null ? [] : [problem],
    serverVersion: event.version,
    health: currentId === run.currentId ? run.health : emptyTrace,
  };
}

/** A production that begins to run comes to the front; its problems end when it runs again. */
function withProduction(run: RunSlice, production: Production): RunSlice {
  const known = run.productions[production.id];
  const productions = { ...run.productions, [production.id]: production };
  const begins = production.state === 'running' && known?.state !== 'running';
  const shown = begins || run.currentId === null ? showProduction(run, production.id) : run;
  if (shown.currentId !== production.id) return { ...shown, productions };
  const serverProblems = production.problem === null ? (begins ? [] : shown.serverProblems) : [production.problem];
  return { ...shown, productions, serverProblems };
}

/** It is in the trash. */
function withoutProduction(run: RunSlice, id: string): RunSlice {
  const { [id]: _, ...productions } = run.productions;
  const shown = run.currentId === id ? showProduction(run, null) : run;
  return { ...shown, productions };
}

/** Reports of nodes that did not change keep their identity, so that their boxes are not drawn again. */
function mergeReports(before: RunSlice['reports'], now: RunSlice['reports']): RunSlice['reports'] {
  const merged: Record<string, RunSlice['reports'][string]> = { ...before };
  for (const [node, report] of Object.entries(now)) {
    const old = before[node];
    merged[node] = old !== undefined && sameReport(old, report) ? old : report;
  }
  return merged;
}

function sameReport(a: RunSlice['reports'][string], b: RunSlice['reports'][string]): boolean {
  if (a.durationMs !== b.durationMs) return false;
  const keys = Object.keys(a.values);
  return keys.length === Object.keys(b.values).length && keys.every((key) => a.values[key] === b.values[key]);
}
