// What a long list consists of: lines of robots and, where they are grouped, of headings.

/**
 * @param {string[]} ids robots in order
 * @param {?object[]} groups the same robots by site
 * @param {number} columns robots a line
 * @param {string[]} folded groups whose robots are not shown
 * @returns {{group?: object, ids?: string[], first?: number}[]} `first` counts robots from 0
 */
export function linesOf(ids, groups, columns, folded) {
  const lines = [];
  let first = 0;
  const add = some => {
    for (let i = 0; i < some.length; i += columns) {
      lines.push({ ids: columns === 1 ? [some[i]] : some.slice(i, i + columns), first });
      first += Math.min(columns, some.length - i);
    }
  };
  if (!groups) add(ids);
  for (const group of groups ?? []) {
    lines.push({ group });
    if (!folded.includes(group.site)) add(group.ids);
  }
  return lines;
}

/** Where each line begins, in pixels; one more for the end. */
export function offsetsOf(lines, height, groupHeight) {
  const offsets = new Float64Array(lines.length + 1);
  for (let i = 0; i < lines.length; i++) offsets[i + 1] = offsets[i] + (lines[i].group ? groupHeight : height);
  return offsets;
}

/** The line at a place. */
export function lineAt(offsets, y) {
  let low = 0, high = offsets.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle] <= y) low = middle; else high = middle - 1;
  }
  return low;
}
