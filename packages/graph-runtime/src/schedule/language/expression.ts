import { pow } from '../../exact-math/index.ts';
import { type ScheduleClock, VARIABLES } from './clock.ts';
import { type Cursor, isSign, words } from './cursor.ts';
import { FUNCTIONS, modulo } from './functions.ts';
import { nearestName, ScheduleSyntaxError } from './problem.ts';
import type { Token } from './tokens.ts';

/** A formula that has been read. Evaluating it never throws; what has no value (1 / 0, max_f of an endless film) is not finite. */
export interface Expression {
  readonly evaluate: (clock: ScheduleClock) => number;
  /** The number, when it is one that was written out, brackets and sign included. */
  readonly literal: number | null;
  readonly at: number;
  readonly length: number;
}

type Evaluate = Expression['evaluate'];

/** Limits that keep a hostile text from costing time: reading is linear, evaluating at most NODE_LIMIT steps. */
const NODE_LIMIT = 1000;
const DEPTH_LIMIT = 64;

interface Operator {
  readonly power: number;
  readonly rightToLeft?: true;
  readonly apply: (a: number, b: number) => number;
}

const truth = (value: boolean) => (value ? 1 : 0);

const OPERATORS: Readonly<Record<string, Operator>> = {
  '||': { power: 1, apply: (a, b) => truth(a !== 0 || b !== 0) },
  '|': { power: 1, apply: (a, b) => truth(a !== 0 || b !== 0) },
  '&&': { power: 2, apply: (a, b) => truth(a !== 0 && b !== 0) },
  '&': { power: 2, apply: (a, b) => truth(a !== 0 && b !== 0) },
  '<': { power: 3, apply: (a, b) => truth(a < b) },
  '<=': { power: 3, apply: (a, b) => truth(a <= b) },
  '>': { power: 3, apply: (a, b) => truth(a > b) },
  '>=': { power: 3, apply: (a, b) => truth(a >= b) },
  '==': { power: 3, apply: (a, b) => truth(a === b) },
  '!=': { power: 3, apply: (a, b) => truth(a !== b) },
  '+': { power: 4, apply: (a, b) => a + b },
  '-': { power: 4, apply: (a, b) => a - b },
  '*': { power: 5, apply: (a, b) => a * b },
  '/': { power: 5, apply: (a, b) => a / b },
  '//': { power: 5, apply: (a, b) => Math.floor(a / b) },
  '%': { power: 5, apply: modulo },
  '**': { power: 7, rightToLeft: true, apply: pow },
};
/** A minus binds less than `**` and more than `*`, as in Python: -2 ** 2 is -4. */
const PREFIX_POWER = 6;

interface Budget {
  nodes: number;
}

interface Part {
  readonly evaluate: Evaluate;
  readonly literal: number | null;
}

/**
 * Reads a formula: numbers, the names of clock.ts, the functions of functions.ts, + - * / // % **, comparisons, & and |.
 * There are no members, no indices, no assignments and no texts in it, so it can reach nothing.
 *
 * @throws ScheduleSyntaxError at the place that cannot be read, or where the formula grows too long or too deep
 */
export function readExpression(cursor: Cursor): Expression {
  const first = cursor.peek();
  const part = readBinary(cursor, 0, 0, { nodes: 0 });
  const last = cursor.peek().at;
  const source = cursor.source.slice(first.at, last).trimEnd();
  return { ...part, at: first.at, length: Math.max(1, source.length) };
}

function readBinary(cursor: Cursor, least: number, depth: number, budget: Budget): Part {
  let left = readPrefix(cursor, depth, budget);
  for (;;) {
    const token = cursor.peek();
    const operator = token.kind === 'sign' ? OPERATORS[token.text] : undefined;
    if (operator === undefined || operator.power < least) return left;
    cursor.next();
    spend(budget, token);
    const right = readBinary(cursor, operator.power + (operator.rightToLeft === true ? 0 : 1), depth + 1, budget);
    left = joined(operator, left.evaluate, right.evaluate);
  }
}

function joined({ apply }: Operator, left: Evaluate, right: Evaluate): Part {
  return { evaluate: (clock) => apply(left(clock), right(clock)), literal: null };
}

function readPrefix(cursor: Cursor, depth: number, budget: Budget): Part {
  const token = cursor.peek();
  spend(budget, token);
  if (depth > DEPTH_LIMIT)
    throw new ScheduleSyntaxError(`Brackets and signs are nested deeper than ${DEPTH_LIMIT} here.`, token);
  if (cursor.take('-')) {
    const { evaluate, literal } = readBinary(cursor, PREFIX_POWER, depth + 1, budget);
    return { evaluate: (clock) => -evaluate(clock), literal: literal === null ? null : -literal };
  }
  if (cursor.take('+')) return readBinary(cursor, PREFIX_POWER, depth + 1, budget);
  if (cursor.take('!')) {
    const { evaluate } = readBinary(cursor, PREFIX_POWER, depth + 1, budget);
    return { evaluate: (clock) => truth(evaluate(clock) === 0), literal: null };
  }
  if (cursor.take('(')) {
    const inner = readBinary(cursor, 0, depth + 1, budget);
    cursor.expect(')', 'A bracket that was opened is not closed.');
    return inner;
  }
  cursor.next();
  if (token.kind === 'number') return numberPart(token);
  if (token.kind === 'name')
    return isSign(cursor.peek(), '(') ? readCall(cursor, token, depth, budget) : variable(token);
  throw new ScheduleSyntaxError(
    `A number, a name or an opening bracket is expected. Here stands ${words(token)}.`,
    token,
  );
}

function numberPart(token: Token): Part {
  const value = Number(token.text);
  if (!Number.isFinite(value)) throw new ScheduleSyntaxError('This number is larger than any that can be held.', token);
  return { evaluate: () => value, literal: value };
}

function variable(token: Token): Part {
  const known = VARIABLES.get(token.text);
  if (known !== undefined) return { evaluate: known.read, literal: null };
  const instead = nearestName(token.text, [...VARIABLES.keys()]);
  const hint = FUNCTIONS.has(token.text)
    ? `It is a function: write ${FUNCTIONS.get(token.text)?.usage}.`
    : instead === null
      ? `Names are ${[...VARIABLES.keys()].join(', ')}.`
      : `Did you mean ${instead}?`;
  throw new ScheduleSyntaxError(`"${token.text.slice(0, 40)}" is no name that a schedule knows. ${hint}`, {
    ...token,
    instead,
  });
}

function readCall(cursor: Cursor, name: Token, depth: number, budget: Budget): Part {
  const known = FUNCTIONS.get(name.text);
  if (known === undefined) {
    const instead = nearestName(name.text, FUNCTIONS.keys());
    const hint = instead === null ? '' : ` Did you mean ${FUNCTIONS.get(instead)?.usage ?? instead}?`;
    throw new ScheduleSyntaxError(`There is no function "${name.text.slice(0, 40)}".${hint}`, { ...name, instead });
  }
  cursor.next();
  const given: Evaluate[] = [];
  while (!isSign(cursor.peek(), ')')) {
    given.push(readBinary(cursor, 0, depth + 1, budget).evaluate);
    if (!cursor.take(',')) break;
  }
  const close = cursor.expect(')', `The arguments of ${known.usage} end with a closing bracket.`);
  if (given.length < known.least || given.length > known.most) {
    const length = close.at + close.length - name.at;
    throw new ScheduleSyntaxError(`${name.text} is written ${known.usage}; it has ${given.length} arguments here.`, {
      at: name.at,
      length,
    });
  }
  const { apply } = known;
  return { evaluate: (clock) => apply(...given.map((argument) => argument(clock))), literal: null };
}

function spend(budget: Budget, token: Token): void {
  budget.nodes += 1;
  if (budget.nodes > NODE_LIMIT)
    throw new ScheduleSyntaxError(
      `This formula has more than ${NODE_LIMIT} parts. Split it up with keys, or with Number nodes.`,
      token,
    );
}
