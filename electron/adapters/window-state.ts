/** Where the window stood when it was closed. */

export interface WindowState {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
  /** Names the arrangement of screens: a window is only put back where there still is one. */
  readonly screens: string;
}

/** The kept state; by hand, because the window opens before the program and its schemas are loaded. */
export function windowState(text: string): WindowState | null {
  try {
    const state = JSON.parse(text) as Partial<WindowState> | null;
    const { x, y, width, height, maximized, screens } = state ?? {};
    return [x, y, width, height].every(Number.isInteger) &&
      typeof maximized === 'boolean' &&
      typeof screens === 'string'
      ? (state as WindowState)
      : null;
  } catch {
    return null;
  }
}
