/** Arithmetic in amount fields: `3*12.5`, `(19,90-5)*2`, `100-10%`, `1.250,00`. A small parser; nothing is evaluated as code. */
import { err, ok, type Result } from '../errors/result.ts';
import { Decimal, formatDecimal, MAX_DECIMALS, MAX_INTEGER_DIGITS, round } from './decimal.ts';
import type { DecimalString } from './money.ts';
import type { ExpressionProblem } from './problems.ts';

export interface ExpressionFormat {
  /** The decimal sign; the other one, blanks and apostrophes separate thousands. */
  readonly decimal: '.' | ',';
}

type Evaluated = Result<Decimal, ExpressionProblem>;

const MAX_LENGTH = 200;
const MAX_DEPTH = 20;
const LIMIT = new Decimal(10).pow(MAX_INTEGER_DIGITS);
const SCALE = new Decimal(10).pow(MAX_DECIMALS);

/**
 * The value of an expression of `+ - * / ( )`, signs and percent, as a decimal string. `×`, `·`, `x`, `÷`, `:` and the
 * true minus sign are understood. A percent after `+` or `-` is of what stands before it (`100-10%` is 90), elsewhere
 * a hundredth. Exact, but quotients that go on are rounded to ten decimals; below 10^15 in size.
 */
export function evaluateAmount(
  text: string,
  format: ExpressionFormat,
): Result<DecimalString, ExpressionProblem> {
  if (text.length > MAX_LENGTH) return err('too-long');
  if (text.trim() === '') return err('empty');
  const tokens = tokenize(text, format);
  if (!tokens.ok) return tokens;
  const value = new Parser(tokens.value).parse();
  if (!value.ok) return value;
  const rounded = round(value.value.times(SCALE), 'half-up', 1).dividedBy(SCALE);
  if (rounded.abs().greaterThanOrEqualTo(LIMIT)) return err('too-large');
  return ok(formatDecimal(rounded));
}

type Token = Decimal | '+' | '-' | '*' | '/' | '(' | ')' | '%';

const OPERATORS = new Map<string, Token>([
  ['+', '+'],
  ['-', '-'],
  ['−', '-'],
  ['*', '*'],
  ['×', '*'],
  ['·', '*'],
  ['x', '*'],
  ['/', '/'],
  ['÷', '/'],
  [':', '/'],
  ['(', '('],
  [')', ')'],
  ['%', '%'],
]);

const NUMBERS = {
  '.': /^(?:\d{1,3}(?:[,'’\u00a0\u202f ]\d{2,3})*[,'’\u00a0\u202f ]\d{3}(?!\d)|\d+)?(?:\.\d*)?/,
  ',': /^(?:\d{1,3}(?:[.'’\u00a0\u202f ]\d{2,3})*[.'’\u00a0\u202f ]\d{3}(?!\d)|\d+)?(?:,\d*)?/,
};

function tokenize(text: string, format: ExpressionFormat): Result<Token[], ExpressionProblem> {
  const tokens: Token[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const [typed = ''] = NUMBERS[format.decimal].exec(rest) ?? [];
    if (/\d/.test(typed)) {
      const plain = plainNumber(typed, format);
      const [integer = '', fraction = ''] = plain.split('.');
      if (integer.length > MAX_INTEGER_DIGITS) return err('too-large');
      if (fraction.length > MAX_DECIMALS) return err('too-many-decimals');
      tokens.push(new Decimal(plain));
      rest = rest.slice(typed.length).trimStart();
      continue;
    }
    const operator = OPERATORS.get(rest.charAt(0).toLowerCase());
    if (!operator) return err('not-a-number');
    tokens.push(operator);
    rest = rest.slice(1).trimStart();
  }
  return ok(tokens);
}

function plainNumber(typed: string, format: ExpressionFormat): string {
  const [integer = '', fraction = ''] = typed.split(format.decimal);
  const digits = integer.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  return fraction === '' ? digits : `${digits === '' ? '0' : digits}.${fraction}`;
}

/** Recursive descent: sum, product, sign, primary with percent. */
class Parser {
  private readonly tokens: readonly Token[];
  private position = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  parse(): Evaluated {
    const value = this.sum();
    if (!value.ok || this.position === this.tokens.length) return value;
    return err(this.tokens[this.position] === ')' ? 'unbalanced-parentheses' : 'not-a-number');
  }

  private accept<T extends Token & string>(...expected: T[]): T | undefined {
    const token = this.tokens[this.position];
    const found = expected.find((operator) => operator === token);
    if (found) this.position += 1;
    return found;
  }

  private sum(): Evaluated {
    let left = this.product();
    while (left.ok) {
      const operator = this.accept('+', '-');
      if (!operator) break;
      const start = this.position;
      const right = this.product();
      if (!right.ok) return right;
      // `100-10%`: a lone percentage after + or − is of what stands before it.
      const lonePercent = this.position === start + 2 && this.tokens[this.position - 1] === '%';
      const change = lonePercent ? left.value.times(right.value) : right.value;
      left = bounded(operator === '+' ? left.value.plus(change) : left.value.minus(change));
    }
    return left;
  }

  private product(): Evaluated {
    let left = this.signed();
    while (left.ok) {
      const operator = this.accept('*', '/');
      if (!operator) break;
      const right = this.signed();
      if (!right.ok) return right;
      if (operator === '/' && right.value.isZero()) return err('division-by-zero');
      left = bounded(operator === '*' ? left.value.times(right.value) : left.value.dividedBy(right.value));
    }
    return left;
  }

  private signed(): Evaluated {
    const sign = this.accept('+', '-');
    if (!sign) return this.primary();
    this.depth += 1;
    if (this.depth > MAX_DEPTH) return err('too-long');
    const value = this.signed();
    this.depth -= 1;
    return value.ok && sign === '-' ? ok(value.value.negated()) : value;
  }

  private primary(): Evaluated {
    const token = this.tokens[this.position];
    let value: Evaluated;
    if (token === '(') {
      this.position += 1;
      this.depth += 1;
      if (this.depth > MAX_DEPTH) return err('too-long');
      value = this.sum();
      this.depth -= 1;
      if (value.ok && !this.accept(')')) return err('unbalanced-parentheses');
    } else if (token instanceof Decimal) {
      this.position += 1;
      value = ok(token);
    } else {
      return err(
        token === undefined && this.tokens.includes('(') ? 'unbalanced-parentheses' : 'not-a-number',
      );
    }
    if (value.ok && this.accept('%')) return ok(value.value.dividedBy(100));
    return value;
  }
}

/** Steps in between may be larger than a result, but not without end. */
function bounded(value: Decimal): Evaluated {
  return value.abs().greaterThanOrEqualTo(LIMIT.times(LIMIT)) ? err('too-large') : ok(value);
}
