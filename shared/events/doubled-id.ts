/**
 * The id of a fact whose entity id another commit claims too: two desktops that issue one shared draft make two documents,
 * and neither may be dropped (EV5). The smaller (commit id, place in the commit) has the entity's id; every other claim
 * stands under an id made of its own commit's and its place. Commit ids begin with a time, never with `f`.
 */
export function doubledId(commit: string, index: number): string {
  return `f${(index & 0xfff).toString(16).padStart(3, '0')}${commit.slice(4)}`;
}
