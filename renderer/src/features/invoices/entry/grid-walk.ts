/** The way of the keyboard through the invoice form: which field comes after which (pure; the form only obeys). */

/** Columns of the grid that take the keyboard, in reading order. */
export const COLUMNS = ['item', 'description', 'quantity', 'unit', 'unitPrice', 'discount', 'tax'] as const;
/** Below a line that has days of supply of its own (TX11). */
export const SUPPLY_COLUMNS = ['supplyFrom', 'supplyTo'] as const;
/** Below a line in countries that want a code of goods and services on it. */
const CODE_COLUMN = 'commodityCode';
/** Below a line whose price is for another quantity than one (TX1). */
const BASE_COLUMN = 'baseQuantity';
const ALL_COLUMNS = [...COLUMNS, BASE_COLUMN, CODE_COLUMN, ...SUPPLY_COLUMNS] as const;
export type Column = (typeof ALL_COLUMNS)[number];

/** The fields above the grid and below it, in order, and the lines between. */
export interface WalkMap {
  readonly head: readonly string[];
  readonly order: readonly string[];
  readonly foot: readonly string[];
  /** True for a line in which nothing was typed: Enter in it leaves the grid. */
  isBlank(line: string): boolean;
  /** True for a line that shows days of supply of its own. */
  hasSupply(line: string): boolean;
  /** True for a line that shows what quantity its price is for. */
  hasBase?(line: string): boolean;
  /** True for a line that asks for a code of goods and services. */
  hasCode?(line: string): boolean;
}

const columnsOf = (map: WalkMap, line: string): readonly Column[] => [
  ...COLUMNS,
  ...(map.hasBase?.(line) ? ([BASE_COLUMN] as const) : []),
  ...(map.hasCode?.(line) ? ([CODE_COLUMN] as const) : []),
  ...(map.hasSupply(line) ? SUPPLY_COLUMNS : []),
];

/** The column of another line, or the one that stands for it where that line does not show it. */
const columnIn = (map: WalkMap, line: string, column: Column): Column =>
  columnsOf(map, line).includes(column) ? column : 'tax';

/** Name of a cell, as it is kept with the draft: `lines.<id>.<column>`. */
export const cellPath = (line: string, column: Column): string => `lines.${line}.${column}`;

export interface Cell {
  readonly line: string;
  readonly column: Column;
}

/** The cell that a path names, or nothing when it names a field outside the grid. */
export function cellOf(path: string): Cell | undefined {
  const [part, line, column] = path.split('.');
  if (part !== 'lines' || line === undefined) return undefined;
  const known = ALL_COLUMNS.find((name) => name === column);
  return known && { line, column: known };
}

/** A path with the line's place in it (`lines.2.quantity`, as errors and findings write it) as one with the line's id. */
export function byLineId(path: string, order: readonly string[]): string {
  const match = /^lines\.(\d{1,4})(?:\.(.+))?$/.exec(path);
  if (!match) return path;
  const id = order[Number(match[1])];
  if (id === undefined) return path;
  const column = match[2] ?? 'description';
  if (column === 'supply') return `lines.${id}.supplyTo`;
  return `lines.${id}.${column.startsWith('adjustments') ? 'discount' : column}`;
}

/**
 * The field after (`+1`) or before (`−1`) another; nothing at the ends, where the form offers its own actions.
 * Going on from the first cell of the last, blank line leaves the grid: the clerk has typed all lines.
 */
export function walk(map: WalkMap, from: string, step: 1 | -1): string | undefined {
  const cell = cellOf(from);
  if (cell) return walkGrid(map, cell, step);
  const head = map.head.indexOf(from);
  if (head >= 0) {
    const next = map.head[head + step];
    if (next !== undefined) return next;
    return step === 1 ? (firstCell(map) ?? map.foot[0]) : undefined;
  }
  const foot = map.foot.indexOf(from);
  if (foot < 0) return map.head[0];
  return map.foot[foot + step] ?? (step === -1 ? (lastCell(map) ?? map.head.at(-1)) : undefined);
}

function firstCell(map: WalkMap): string | undefined {
  const line = map.order[0];
  return line === undefined ? undefined : cellPath(line, COLUMNS[0]);
}

function lastCell(map: WalkMap): string | undefined {
  const line = map.order.at(-1);
  if (line === undefined) return undefined;
  return cellPath(line, map.isBlank(line) ? COLUMNS[0] : (columnsOf(map, line).at(-1) as Column));
}

function walkGrid(map: WalkMap, { line, column }: Cell, step: 1 | -1): string | undefined {
  const row = map.order.indexOf(line);
  const columns = columnsOf(map, line);
  const at = columns.indexOf(column);
  const isLast = row === map.order.length - 1;
  if (step === 1 && at === 0 && isLast && map.isBlank(line)) return map.foot[0];
  const sameLine = columns[at + step];
  if (sameLine) return cellPath(line, sameLine);
  const other = map.order[row + step];
  if (other !== undefined)
    return cellPath(other, step === 1 ? COLUMNS[0] : (columnsOf(map, other).at(-1) as Column));
  return step === 1 ? map.foot[0] : map.head.at(-1);
}

/** The text of a cell's input when an arrow is pressed; `null` for the caret where an input has none. */
export interface Caret {
  readonly start: number | null;
  readonly end: number | null;
  readonly length: number;
  /** F2 was pressed: arrows move inside the text until the cell is left. */
  readonly editing: boolean;
}

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/**
 * The cell that an arrow leads to, or nothing when the arrow belongs to the text. Up and down keep the column; left
 * and right move on when all is selected (as after entering a cell) or when the caret stands at that edge.
 * `rightToLeft` mirrors the two.
 */
export function arrow(
  map: WalkMap,
  cell: Cell,
  key: Arrow,
  caret: Caret,
  rightToLeft = false,
): string | undefined {
  const row = map.order.indexOf(cell.line);
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const other = map.order[row + (key === 'ArrowUp' ? -1 : 1)];
    if (other !== undefined) return cellPath(other, columnIn(map, other, cell.column));
    return key === 'ArrowUp' ? map.head.at(-1) : map.foot[0];
  }
  if (caret.editing) return undefined;
  const all = caret.start === 0 && caret.end === caret.length;
  const atEdge = key === 'ArrowLeft' ? caret.end === 0 : caret.start === caret.length;
  if (!all && !atEdge) return undefined;
  const step = (key === 'ArrowRight') !== rightToLeft ? 1 : -1;
  const columns = columnsOf(map, cell.line);
  const column = columns[columns.indexOf(cell.column) + step];
  return column && cellPath(cell.line, column);
}
