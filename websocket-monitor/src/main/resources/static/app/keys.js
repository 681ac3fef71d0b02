// What can be done by keyboard.

export const SHORTCUTS = [
  ['/', 'Search'], ['V', 'Table or grid'], ['S', 'Group by site'], ['E', 'Events'], ['F', 'Find robots'], ['T', 'Look at the past'], ['N', 'Back to now'],
  ['D', 'Light, dark, or as the system'], ['M', 'Sound for incidents'], ['↑ ↓ ← →', 'From robot to robot'], ['Home End', 'First and last robot'],
  ['Enter', 'Open the robot'], ['Esc', 'Close what is open, back to the fleet'], ['?', 'This list'],
];

const isTyping = element => element.closest('input:not([type=checkbox]):not([type=range]), select, textarea, [contenteditable]');

/** @param {() => object} state the view and whether something stands above the page */
export function listenToKeys(actions, state) {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const { view, isAsked } = state();
    if (isAsked) return;
    if (event.key === 'Escape') {
      if (isTyping(event.target)) event.target.blur();
      else if (view.robot) actions.close();
      else if (view.place) actions.toggleDiscovery();
      else if (view.feed === 'on') actions.toggleFeed();
      return;
    }
    if (isTyping(event.target)) return;
    const doing = {
      '/': () => document.getElementById('search')?.focus(), v: () => actions.show({ view: view.view === 'grid' ? 'table' : 'grid' }),
      s: () => actions.show({ group: view.group ? null : 'site' }), e: actions.toggleFeed, f: actions.toggleDiscovery, t: () => view.at || actions.togglePast(), n: () => view.at && actions.togglePast(),
      d: actions.changeTheme, m: actions.toggleSound, '?': () => actions.ask({ kind: 'help' }),
    }[event.key.toLowerCase()];
    if (!doing) return;
    event.preventDefault();
    doing();
  });
}
