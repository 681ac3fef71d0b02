// Light, dark, or as the system says; kept in this browser.

const KEY = 'heartbeat.theme';
const ORDER = ['auto', 'light', 'dark'];

export function readTheme() {
  let theme = 'auto';
  try {
    theme = localStorage.getItem(KEY) ?? theme;
  } catch {
    // A browser that keeps nothing gets the system's theme each time.
  }
  return apply(ORDER.includes(theme) ? theme : 'auto');
}

export function nextTheme(theme) {
  const next = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // As above.
  }
  return apply(next);
}

function apply(theme) {
  document.documentElement.dataset.theme = theme;
  return theme;
}
