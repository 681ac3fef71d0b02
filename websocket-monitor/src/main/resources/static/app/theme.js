// Light, dark, or as the system says; kept in this browser.
import { keep, readKept } from '/app/kept.js';

const ORDER = ['auto', 'light', 'dark'];

export function readTheme() {
  const theme = readKept('theme', 'auto');
  return apply(ORDER.includes(theme) ? theme : 'auto');
}

export function nextTheme(theme) {
  const next = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
  keep('theme', next);
  return apply(next);
}

function apply(theme) {
  document.documentElement.dataset.theme = theme;
  return theme;
}
