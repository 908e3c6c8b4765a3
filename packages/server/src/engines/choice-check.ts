import {
  type Catalogue,
  choiceProblems,
  type Diagnostic,
  ENGINE_LISTS,
  type EngineKind,
  enginesAsked,
  type GraphDocument,
  type KnownLists,
} from '@epoch/graph-runtime/model';
import type { EngineDesk } from './engine-desk.ts';
import type { EngineStore } from './engine-store.ts';
import { withinPatience } from './patience.ts';

/** How long the start of a film waits for lists that nobody asked for before. @unit ms */
const PATIENCE_MS = 3000;

/** Problems of a graph with the models, samplers and servers that it names. Servers that do not answer in time have none. */
export type ChoiceCheck = (document: GraphDocument) => Promise<readonly Diagnostic[]>;

export function createChoiceCheck(
  { store, desk, catalogue }: { readonly store: EngineStore; readonly desk: EngineDesk; readonly catalogue: Catalogue },
  { patienceMs = PATIENCE_MS }: { readonly patienceMs?: number } = {},
): ChoiceCheck {
  async function problems(document: GraphDocument, isFresh: boolean): Promise<readonly Diagnostic[]> {
    const known = new Map<string, KnownLists | null>();
    await Promise.all(
      enginesAsked(document, catalogue).map(async ({ kind, server }) => {
        known.set(`${kind} ${server}`, await withinPatience(listsOf(kind, server, isFresh), patienceMs));
      }),
    );
    return choiceProblems(document, catalogue, {
      listsOf: (kind, server) => known.get(`${kind} ${server}`) ?? null,
      serversOf: (kind) => store.of(kind).map(({ name }) => name),
    });
  }

  /** What every server of the kind lacks is lacking for certain; so with '' all of them have to have answered. */
  async function listsOf(kind: EngineKind, server: string, isFresh: boolean): Promise<KnownLists> {
    const names = store.of(kind).map(({ name }) => name);
    const asked = server === '' ? names : names.filter((name) => name === server);
    const answers = await Promise.all(asked.map((name) => desk.lists(kind, name, isFresh)));
    return together(answers.map(({ lists }) => lists));
  }

  return async (document) => {
    const found = await problems(document, false);
    // The lists may be old by now: what was put onto the server since then must not be refused.
    return found.length === 0 ? found : problems(document, true);
  };
}

/** One list of all; a list that one of them does not give, because it is away or has none, is not known. */
function together(all: readonly KnownLists[]): KnownLists {
  const known = ENGINE_LISTS.filter((list) => all.every((lists) => lists[list] !== undefined));
  return Object.fromEntries(known.map((list) => [list, all.flatMap((lists) => lists[list] ?? [])]));
}
